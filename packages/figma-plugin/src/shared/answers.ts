// What the sandbox says to the page: one answer to each request, with its id, perhaps after `progress`.
import * as v from 'valibot';
import * as part from './values.ts';

const answer = <Type extends string, Entries extends v.ObjectEntries>(type: Type, entries: Entries) =>
  v.object({ type: v.literal(type), id: part.requestId, ...entries });

const answerSchema = v.variant('type', [
  answer('started', {
    /** From the menu or a relaunch button; '' when there is none. */
    command: part.text,
    /** Of a quick action, as they were typed; the page then works without being seen and ends with `finish`. */
    parameters: v.record(v.string(), part.text),
    isHeadless: v.boolean(),
    settings: part.settings,
    /** What this editor has. */
    can: v.object({ styles: v.boolean(), variables: v.boolean(), frames: v.boolean() }),
    /** Space of all colors that are sent and received. */
    colorProfile: v.picklist(['srgb', 'display-p3']),
    selected: part.count,
  }),
  answer('images', { images: v.array(part.imageEntry), nodes: part.count }),
  /** `total` is the length of the whole file. */
  answer('bytes', { hash: part.id, bytes: part.bytes, total: part.count }),
  answer('stored', { hash: part.id, stored: part.id }),
  /** `paints` is how many were changed, `copies` how many nodes were made. */
  answer('applied', { paints: part.count, copies: part.count, skipped: v.array(part.skipped) }),
  answer('restorable', {
    nodes: v.array(
      v.object({ nodeId: part.id, nodeName: part.text, hashes: v.array(part.id), isGone: v.boolean() }),
    ),
  }),
  answer('restored', { paints: part.count, skipped: v.array(part.skipped) }),
  answer('targets', {
    styles: v.array(v.object({ id: part.id, name: part.text, color: part.color })),
    collections: v.array(
      v.object({
        id: part.id,
        name: part.text,
        modes: v.array(v.object({ id: part.id, name: part.text })),
        /** A color for each mode, in the order of the modes. */
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
  /** The request goes on; `total` is 0 while it is not known. */
  answer('progress', { done: part.count, total: part.count }),
  /** What is selected has changed; not an answer. */
  v.object({ type: v.literal('selection'), selected: part.count }),
]);

export type Answer = v.InferOutput<typeof answerSchema>;
export type AnswerOf<Type extends Answer['type']> = Extract<Answer, { type: Type }>;
export type FailureCode = AnswerOf<'failed'>['code'];

/** A message of the sandbox, if it is one. */
export function parseAnswer(message: unknown): Answer | undefined {
  const { success, output } = v.safeParse(answerSchema, message);
  return success ? output : undefined;
}
