// The parts of the messages, each as a schema and the type that follows from it. They hold only what the bridge between
// the sandbox and the page carries: objects, arrays, numbers, strings, booleans, null, undefined and Uint8Array.
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const unit = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** A text as it may come from a document: names of layers are of any length, but not endless. */
export const text = v.pipe(v.string(), v.maxLength(10_000));
export const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(1_000));
export const requestId = count;
export { count };

/** The id of a message, also of one that cannot be understood, so that it is not left without an answer. */
export function idOf(message: unknown): number | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { success, output } = v.safeParse(requestId, (message as { id?: unknown }).id);
  return success ? output : undefined;
}

export const bytes = v.custom<Uint8Array>(
  (value) => Object.prototype.toString.call(value) === '[object Uint8Array]',
  'Expected Uint8Array',
);

/** A color in the color space of the document, each part 0 to 1, as Figma has them. */
export const color = v.object({ r: unit, g: unit, b: unit, a: unit });
export type Color = v.InferOutput<typeof color>;

/** Which paint of a node: of its fills or strokes, of a range of its text, or of a region of its vector network. */
const slot = v.variant('list', [
  v.object({ list: v.picklist(['fills', 'strokes']), index: count }),
  v.object({ list: v.literal('text'), index: count, start: count, end: count }),
  v.object({ list: v.literal('region'), index: count, region: count }),
]);
export type Slot = v.InferOutput<typeof slot>;
export type SlotList = Slot['list'];

/** Where an image is used: enough to find the paint again. */
export const place = v.object({ nodeId: id, slot });
export type Place = v.InferOutput<typeof place>;

const use = v.object({
  nodeId: id,
  slot,
  nodeName: text,
  nodeType: text,
  /** Size of the node, in pixels of the canvas. */
  width: v.number(),
  height: v.number(),
  isVisible: v.boolean(),
  /** The node or something around it is locked. */
  isLocked: v.boolean(),
  /** Within an instance: changing it is an override. */
  isInInstance: v.boolean(),
  /** The text or the vector has other paints elsewhere. */
  isMixed: v.boolean(),
  /** The image that was here before it was reduced: what to start from when it is reduced again. */
  original: v.exactOptional(id),
  /** The style that holds the paint; one of a library cannot be updated, only detached. */
  style: v.exactOptional(v.object({ id, name: text, isRemote: v.boolean() })),
});
export type Use = v.InferOutput<typeof use>;

/** What to know of an image before it is reduced. That a GIF is animated is seen in its bytes, by the page. */
const badge = v.picklist(['missing', 'over-4096', 'locked', 'style', 'mixed', 'instance']);
export type Badge = v.InferOutput<typeof badge>;

/** One image of the document, however often it is used. */
export const imageEntry = v.object({
  hash: id,
  width: count,
  height: count,
  badges: v.array(badge),
  uses: v.array(use),
});
export type ImageEntry = v.InferOutput<typeof imageEntry>;

/** What was left as it was, and why. */
const skipReason = v.picklist([
  'removed', // the node is gone
  'changed', // the paint holds another image now
  'locked',
  'remote-style', // the style is of a library
  'image-gone', // Figma no longer has the image
  'record-full', // too many originals to remember in one node
  'failed', // Figma refused
  'canceled', // before its turn
]);
export type SkipReason = v.InferOutput<typeof skipReason>;
export const skipped = v.object({ nodeId: id, nodeName: text, reason: skipReason, message: text });
export type Skipped = v.InferOutput<typeof skipped>;

/** Part of the document. `nodes` is for what is known by id, such as the one whose button was pressed. */
export const scope = v.variant('kind', [
  v.object({ kind: v.picklist(['selection', 'page', 'file']) }),
  v.object({ kind: v.literal('nodes'), ids: v.pipe(v.array(id), v.maxLength(100_000)) }),
]);
export type Scope = v.InferOutput<typeof scope>;

/** A color of a palette; `share` is that of the pixels, 0 to 1. */
export const swatch = v.object({ name: v.pipe(text, v.nonEmpty()), color, share: unit });
export type Swatch = v.InferOutput<typeof swatch>;
export const swatches = v.pipe(v.array(swatch), v.minLength(1), v.maxLength(256));

/** Remembered from one run to the next; what is in it is the page's own affair. */
export const settings = v.record(
  v.pipe(v.string(), v.maxLength(100)),
  v.union([v.string(), v.number(), v.boolean(), v.null(), v.array(v.union([v.string(), v.number()]))]),
);
export type Settings = v.InferOutput<typeof settings>;
