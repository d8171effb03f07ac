// The parts of the messages, as schemas with their inferred types. They use only types that the bridge can
// carry: objects, arrays, numbers, strings, booleans, null, undefined and Uint8Array.
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const unit = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** A text from a document. Layer names can be long, but their length is limited here. */
export const text = v.pipe(v.string(), v.maxLength(10_000));
export const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(1_000));
export const requestId = count;
export { count };

/** The id of a message. Works for invalid messages too, so that each gets an answer. */
export function idOf(message: unknown): number | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { success, output } = v.safeParse(requestId, (message as { id?: unknown }).id);
  return success ? output : undefined;
}

export const bytes = v.custom<Uint8Array>(
  (value) => Object.prototype.toString.call(value) === '[object Uint8Array]',
  'Expected Uint8Array',
);

/** A color in the color space of the document. Channels are 0 to 1, as in Figma. */
export const color = v.object({ r: unit, g: unit, b: unit, a: unit });
export type Color = v.InferOutput<typeof color>;

/**
 * The address of one paint of a node: in its fills or strokes, in a range of its text, or in a region of its
 * vector network.
 */
const slot = v.variant('list', [
  v.object({ list: v.picklist(['fills', 'strokes']), index: count }),
  v.object({ list: v.literal('text'), index: count, start: count, end: count }),
  v.object({ list: v.literal('region'), index: count, region: count }),
]);
export type Slot = v.InferOutput<typeof slot>;
export type SlotList = Slot['list'];

/** The address of a paint that uses an image. */
export const place = v.object({ nodeId: id, slot });
export type Place = v.InferOutput<typeof place>;

const use = v.object({
  nodeId: id,
  slot,
  nodeName: text,
  nodeType: text,
  /** Size of the node in canvas pixels. */
  width: v.number(),
  height: v.number(),
  isVisible: v.boolean(),
  /** Whether the node or an ancestor is locked. */
  isLocked: v.boolean(),
  /** Whether the node is inside an instance: changing it creates an override. */
  isInInstance: v.boolean(),
  /** Whether other parts of the text or vector have other paints. */
  isMixed: v.boolean(),
  /** Width of the whole image in canvas pixels, as it is shown here. */
  shownWidth: v.number(),
  /** Hash of the original, if the image here is a reduced one. */
  original: v.exactOptional(id),
  /** Hash of the image before it was shrunk, if it was. */
  unshrunk: v.exactOptional(id),
  /** The style that holds the paint. A library style cannot be updated, only detached. */
  style: v.exactOptional(v.object({ id, name: text, isRemote: v.boolean() })),
});
export type Use = v.InferOutput<typeof use>;

/** A property of an image to know before reducing it. The page detects animated GIFs from their bytes. */
const badge = v.picklist(['missing', 'over-4096', 'locked', 'style', 'mixed', 'instance']);
export type Badge = v.InferOutput<typeof badge>;

const source = v.object({ hash: id, width: count, height: count });
export type ImageSource = v.InferOutput<typeof source>;

/** One image of the document, with all its uses. */
export const imageEntry = v.object({
  hash: id,
  width: count,
  height: count,
  badges: v.array(badge),
  /** The original of a reduced image as long as Figma has it, or else the image itself. */
  original: source,
  /** The image before it was shrunk as long as Figma has it, or else the image itself. */
  unshrunk: source,
  uses: v.array(use),
});
export type ImageEntry = v.InferOutput<typeof imageEntry>;

/** Why a node was left unchanged. */
const skipReason = v.picklist([
  'removed', // the node was deleted
  'changed', // the paint has another image by now
  'enlarged', // the image is shown larger than the result was made for
  'locked',
  'remote-style', // the style is from a library
  'image-gone', // Figma no longer has the image
  'record-full', // the node records too many originals
  'failed', // Figma returned an error
  'canceled', // canceled before this node's turn
]);
export type SkipReason = v.InferOutput<typeof skipReason>;
export const skipped = v.object({ nodeId: id, nodeName: text, reason: skipReason, message: text });
export type Skipped = v.InferOutput<typeof skipped>;

/** A part of the document. `nodes` names nodes by id, such as the node whose relaunch button was pressed. */
export const scope = v.variant('kind', [
  v.object({ kind: v.picklist(['selection', 'page', 'file']) }),
  v.object({ kind: v.literal('nodes'), ids: v.pipe(v.array(id), v.maxLength(100_000)) }),
]);
export type Scope = v.InferOutput<typeof scope>;

/** A palette color; `share` is its share of the pixels, 0 to 1. */
export const swatch = v.object({ name: v.pipe(text, v.nonEmpty()), color, share: unit });
export type Swatch = v.InferOutput<typeof swatch>;
export const swatches = v.pipe(v.array(swatch), v.minLength(1), v.maxLength(256));

/** Settings that are kept between runs. Only the page knows their meaning. */
export const settings = v.record(
  v.pipe(v.string(), v.maxLength(100)),
  v.union([v.string(), v.number(), v.boolean(), v.null(), v.array(v.union([v.string(), v.number()]))]),
);
export type Settings = v.InferOutput<typeof settings>;
