// Messages from the page to the sandbox, each with a unique id. Both sides validate the messages they
// receive.
import * as v from 'valibot';
import * as part from './values.ts';

const request = <Type extends string, Entries extends v.ObjectEntries>(type: Type, entries: Entries) =>
  v.object({ type: v.literal(type), id: part.requestId, ...entries });

const requestSchema = v.variant('type', [
  /** Reports that the page has loaded. Answer: `started`. */
  request('ready', {}),
  /** Finds the images in a scope of the document. Answer: `images`. */
  request('scan', { scope: part.scope }),
  /**
   * Reads a piece of an image file, starting at byte `from`. Pieces are small so that messages stay fast.
   * Answer: `bytes`.
   */
  request('read', { hash: part.id, from: part.count }),
  /** Stores a reduced image in Figma, which gives it a hash. Changes no paint yet. Answer: `stored`. */
  request('store', { hash: part.id, bytes: part.bytes }),
  /** Replaces images with stored ones, as one undo step. Answer: `applied`. */
  request('apply', {
    changes: v.array(
      v.object({
        from: part.id,
        to: part.id,
        places: v.array(part.place),
        /** Maximum `shownWidth` of a place: one that has grown meanwhile keeps its image. */
        maxShownWidth: v.exactOptional(v.number()),
      }),
    ),
    placement: v.picklist(['replace', 'beside', 'on-top']),
    /** For paints of a style: whether to change the style for all its users or to detach it. */
    styles: v.picklist(['update', 'detach']),
    includeLocked: v.boolean(),
    /** Whether the results differ from the images in size alone: then they can be shrunk again from these. */
    isShrink: v.boolean(),
  }),
  /** Lists the nodes that can be restored. Answer: `restorable`. */
  request('find-restorable', { scope: part.scope }),
  /** Restores the originals, or a single one of them, as one undo step. Answer: `restored`. */
  request('restore', { scope: part.scope, original: v.exactOptional(part.id) }),
  /** Lists the file's colors that pixels can be matched to. Answer: `targets`. */
  request('targets', {}),
  /** Creates paint styles in a folder, or updates those of the same name. Answer: `written`. */
  request('write-styles', { folder: part.text, swatches: part.swatches }),
  /** Creates color variables in a collection, or updates those of the same name in a mode. Answer: `written`. */
  request('write-variables', {
    collection: v.pipe(part.text, v.nonEmpty()),
    /** Id of the mode whose values are updated; by default the first one. */
    mode: v.exactOptional(part.id),
    swatches: part.swatches,
  }),
  /** Draws a frame with the colors on the canvas. Answer: `written`. */
  request('draw-swatches', { title: part.text, swatches: part.swatches }),
  /** Selects nodes and scrolls to them. Answer: `done`. */
  request('reveal', { nodeIds: v.array(part.id) }),
  /**
   * Shows a notification in Figma, with an optional button to restore what the last `apply` changed. Answer:
   * `done`.
   */
  request('notify', { message: part.text, isError: v.boolean(), offersRestore: v.boolean() }),
  /** Saves the settings. Answer: `done`. */
  request('save-settings', { settings: part.settings }),
  /** Resizes the plugin window, in pixels. Answer: `done`. */
  request('resize', { width: v.number(), height: v.number() }),
  /**
   * Closes the plugin; the message is the only notification of a quick action. Answer: `done`, if it still
   * arrives.
   */
  request('finish', { message: part.text, isError: v.boolean() }),
  /** Cancels another request, which then fails with the code `canceled`. Answer: `done`. */
  request('cancel', { request: part.requestId }),
]);

export type Request = v.InferOutput<typeof requestSchema>;
export type RequestOf<Type extends Request['type']> = Extract<Request, { type: Type }>;

/** Validates a message from the page. Undefined when it is invalid. */
export function parseRequest(message: unknown): Request | undefined {
  const { success, output } = v.safeParse(requestSchema, message);
  return success ? output : undefined;
}
