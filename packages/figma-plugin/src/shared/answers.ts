// Messages from the sandbox to the page. Each request gets one answer with its id, possibly after `progress`.
import * as v from 'valibot';
import * as part from './values.ts';

const answer = <Type extends string, Entries extends v.ObjectEntries>(type: Type, entries: Entries) =>
  v.object({ type: v.literal(type), id: part.requestId, ...entries });

const answerSchema = v.variant('type', [
  answer('started', {
    /** Command of the menu or of a relaunch button; '' without a command. */
    command: part.text,
    /**
     * Typed parameters of a quick action. The page then works without a visible window and ends with
     * `finish`.
     */
    parameters: v.record(v.string(), part.text),
    isHeadless: v.boolean(),
    settings: part.settings,
    /** Abilities of the current editor. */
    can: v.object({ styles: v.boolean(), variables: v.boolean(), frames: v.boolean() }),
    /** Color space of all colors in the messages. */
    colorProfile: v.picklist(['srgb', 'display-p3']),
    selected: part.count,
  }),
  answer('images', { images: v.array(part.imageEntry), nodes: part.count }),
  /** `total` is the length of the whole file in bytes. */
  answer('bytes', { hash: part.id, bytes: part.bytes, total: part.count }),
  answer('stored', { hash: part.id, stored: part.id }),
  /** `paints` is the number of changed paints, `copies` the number of created nodes. */
  answer('applied', { paints: part.count, copies: part.count, skipped: v.array(part.skipped) }),
  answer('restorable', {
    nodes: v.array(
      v.object({
        nodeId: part.id,
        nodeName: part.text,
        originals: v.array(
          v.object({
            from: part.id,
            to: part.id,
            /** Whether Figma no longer has it. */ isGone: v.boolean(),
          }),
        ),
      }),
    ),
  }),
  answer('restored', { paints: part.count, skipped: v.array(part.skipped) }),
  answer('targets', {
    styles: v.array(v.object({ id: part.id, name: part.text, color: part.color })),
    /** The modes of all collections, also of those without colors. */
    modes: v.array(
      v.object({ collection: part.text, modes: v.array(v.object({ id: part.id, name: part.text })) }),
    ),
    collections: v.array(
      v.object({
        id: part.id,
        name: part.text,
        modes: v.array(v.object({ id: part.id, name: part.text })),
        /** One color per mode, in the order of the modes. */
        variables: v.array(v.object({ id: part.id, name: part.text, colors: v.array(part.color) })),
      }),
    ),
  }),
  answer('written', { created: part.count, updated: part.count }),
  answer('done', {}),
  answer('failed', {
    code: v.picklist(['bad-request', 'canceled', 'image-gone', 'bad-image', 'unsupported', 'figma']),
    message: part.text,
  }),
  /** The request is still running; `total` is 0 while it is unknown. */
  answer('progress', { done: part.count, total: part.count }),
  /** The selection has changed, perhaps with the page. Not an answer to a request. */
  v.object({ type: v.literal('selection'), selected: part.count, isOtherPage: v.boolean() }),
]);

export type Answer = v.InferOutput<typeof answerSchema>;
export type AnswerOf<Type extends Answer['type']> = Extract<Answer, { type: Type }>;
export type FailureCode = AnswerOf<'failed'>['code'];

/** Validates a message from the sandbox. Undefined when it is invalid. */
export function parseAnswer(message: unknown): Answer | undefined {
  const { success, output } = v.safeParse(answerSchema, message);
  return success ? output : undefined;
}
