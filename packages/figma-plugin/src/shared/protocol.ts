// What goes between the page and the sandbox. The page asks, with an id of its own; the sandbox answers each request
// once with that id, perhaps after `progress`. Both sides check what they receive.
import * as v from 'valibot';
import * as part from './values.ts';

// @__NO_SIDE_EFFECTS__ so that each side is bundled without the messages that it only sends
const request = <Type extends string, Entries extends v.ObjectEntries>(type: Type, entries: Entries) =>
  v.object({ type: v.literal(type), id: part.requestId, ...entries });

/** Longest side of an image that Figma takes, in pixels. */
export const LARGEST_SIDE = 4096;

/** Type of the item that a dragged color is, and its data is a `Swatch` as JSON: see `pluginDrop` of Figma. */
export const SWATCH_TYPE = 'application/x-kcolors-swatch';

/** From the page. */
const requestSchema = v.variant('type', [
  /** The page is there. Answer: `started`. */
  request('ready', {}),
  /** Finds the images of a part of the document. Answer: `images`. */
  request('scan', { scope: part.scope }),
  /** Answer: `bytes`. */
  request('read', { hash: part.id }),
  /** Hands Figma a reduced image, which then has a hash; no paint changes yet. Answer: `stored`. */
  request('store', { hash: part.id, bytes: part.bytes }),
  /** Puts stored images in the place of others; one undo step. Answer: `applied`. */
  request('apply', {
    changes: v.array(v.object({ from: part.id, to: part.id, places: v.array(part.place) })),
    placement: v.picklist(['replace', 'beside', 'on-top']),
    /** For paints that come from a style: change the style, for all who use it, or let go of it. */
    styles: v.picklist(['update', 'detach']),
    includeLocked: v.boolean(),
  }),
  /** Lists what could be restored. Answer: `restorable`. */
  request('find-restorable', { scope: part.scope }),
  /** Brings the originals back; one undo step. Answer: `restored`. */
  request('restore', { scope: part.scope }),
  /** Asks for the colors that pixels can be matched to. Answer: `targets`. */
  request('targets', {}),
  /** Paint styles in a folder; those of the same name are updated. Answer: `written`. */
  request('write-styles', { folder: part.text, swatches: part.swatches }),
  /** Color variables in a collection; those of the same name are updated. Answer: `written`. */
  request('write-variables', { collection: v.pipe(part.text, v.nonEmpty()), swatches: part.swatches }),
  /** A frame with the colors on the canvas. Answer: `written`. */
  request('draw-swatches', { title: part.text, swatches: part.swatches }),
  /** Selects nodes and scrolls to them. Answer: `done`. */
  request('reveal', { nodeIds: v.array(part.id) }),
  /** A line at the foot of Figma's window; it may offer to restore what the last `apply` changed. Answer: `done`. */
  request('notify', { message: part.text, isError: v.boolean(), offersRestore: v.boolean() }),
  /** Answer: `done`. */
  request('save-settings', { settings: part.settings }),
  /** Size of the window of the plugin. Answer: `done`. */
  request('resize', { width: v.number(), height: v.number() }),
  /** Ends the plugin; the message is the one notification of a quick action. Answer: `done`, if it still
   * arrives. */
  request('finish', { message: part.text, isError: v.boolean() }),
  /** Ends what another request began; that one fails with the code `canceled`. Answer: `done`. */
  request('cancel', { request: part.requestId }),
]);

/** From the sandbox. */
const answerSchema = v.variant('type', [
  request('started', {
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
  request('images', { images: v.array(part.imageEntry), nodes: part.count }),
  request('bytes', { hash: part.id, bytes: part.bytes }),
  request('stored', { hash: part.id, stored: part.id }),
  /** `paints` is how many were changed, `copies` how many nodes were made. */
  request('applied', { paints: part.count, copies: part.count, skipped: v.array(part.skipped) }),
  request('restorable', {
    nodes: v.array(
      v.object({ nodeId: part.id, nodeName: part.text, hashes: v.array(part.id), isGone: v.boolean() }),
    ),
  }),
  request('restored', { paints: part.count, skipped: v.array(part.skipped) }),
  request('targets', {
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
  request('written', { created: part.count, updated: part.count }),
  request('done', {}),
  request('failed', {
    code: v.picklist(['bad-request', 'canceled', 'image-gone', 'bad-image', 'unsupported', 'figma']),
    message: part.text,
  }),
  /** The request goes on; `total` is 0 while it is not known. */
  request('progress', { done: part.count, total: part.count }),
  /** What is selected has changed; not an answer. */
  v.object({ type: v.literal('selection'), selected: part.count }),
]);

export type Request = v.InferOutput<typeof requestSchema>;
export type RequestOf<Type extends Request['type']> = Extract<Request, { type: Type }>;
export type Answer = v.InferOutput<typeof answerSchema>;
export type AnswerOf<Type extends Answer['type']> = Extract<Answer, { type: Type }>;
export type FailureCode = AnswerOf<'failed'>['code'];

/** Which answer each request gets when all goes well. */
export const ANSWERS = {
  ready: 'started',
  scan: 'images',
  read: 'bytes',
  store: 'stored',
  apply: 'applied',
  'find-restorable': 'restorable',
  restore: 'restored',
  targets: 'targets',
  'write-styles': 'written',
  'write-variables': 'written',
  'draw-swatches': 'written',
  reveal: 'done',
  notify: 'done',
  'save-settings': 'done',
  resize: 'done',
  finish: 'done',
  cancel: 'done',
} as const satisfies Record<Request['type'], Answer['type']>;

/** The answer to a request of a type. */
export type AnswerTo<Type extends Request['type']> = AnswerOf<(typeof ANSWERS)[Type]>;

/** A request of the page, if it is one. */
export function parseRequest(message: unknown): Request | undefined {
  const { success, output } = v.safeParse(requestSchema, message);
  return success ? output : undefined;
}

/** A message of the sandbox, if it is one. */
export function parseAnswer(message: unknown): Answer | undefined {
  const { success, output } = v.safeParse(answerSchema, message);
  return success ? output : undefined;
}

/** The id of something that is no request, so that it can be refused by name. */
export function requestIdOf(message: unknown): number | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { success, output } = v.safeParse(part.requestId, (message as { id?: unknown }).id);
  return success ? output : undefined;
}
