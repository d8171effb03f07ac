// What the page asks of the sandbox, each time with an id of its own. Both sides check what they receive.
import * as v from 'valibot';
import * as part from './values.ts';

const request = <Type extends string, Entries extends v.ObjectEntries>(type: Type, entries: Entries) =>
  v.object({ type: v.literal(type), id: part.requestId, ...entries });

const requestSchema = v.variant('type', [
  /** The page is there. Answer: `started`. */
  request('ready', {}),
  /** Finds the images of a part of the document. Answer: `images`. */
  request('scan', { scope: part.scope }),
  /** A piece of the file of an image, from a byte on: as much as a message carries in no time. Answer: `bytes`. */
  request('read', { hash: part.id, from: part.count }),
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

export type Request = v.InferOutput<typeof requestSchema>;
export type RequestOf<Type extends Request['type']> = Extract<Request, { type: Type }>;

/** A request of the page, if it is one. */
export function parseRequest(message: unknown): Request | undefined {
  const { success, output } = v.safeParse(requestSchema, message);
  return success ? output : undefined;
}
