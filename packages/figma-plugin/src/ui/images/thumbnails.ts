// Small pictures to tell images apart by. Their colors need not be exact, so the browser may draw them; but drawing a large
// image takes long enough to be felt, so it is done in the worker, beside the codecs.
import type { CodecsConnection, Thread, ThreadHandlers } from '@kcolors/codecs/worker';

const SIDE = 72; // pixels: 36 on a dense screen

export interface Thumbnails {
  /** A small picture of a file, or nothing where the browser cannot read it. The bytes are handed over. */
  draw(bytes: Uint8Array): Promise<ImageBitmap | undefined>;
}

interface ThumbnailTasks {
  drawThumbnail(bytes: Uint8Array<ArrayBuffer>): ImageBitmap;
}

/** Draws what `connectThumbnails` asks for; for the script of the worker. */
export const thumbnailTasks: ThreadHandlers<ThumbnailTasks> = {
  async drawThumbnail({ buffers }, bytes) {
    const picture = await draw(bytes);
    buffers.push(picture);
    return picture;
  },
};

export function connectThumbnails({ thread }: CodecsConnection): Thumbnails {
  const worker = thread as unknown as Thread<ThumbnailTasks>;
  return {
    async draw(bytes) {
      const own = bytes as Uint8Array<ArrayBuffer>;
      const { result } = worker.call('drawThumbnail', [own], { buffers: [own.buffer] });
      return result.catch(() => undefined);
    },
  };
}

async function draw(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  const whole = await createImageBitmap(new Blob([bytes]));
  const scale = Math.min(1, SIDE / Math.max(whole.width, whole.height));
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  const small = await createImageBitmap(whole, {
    resizeWidth: side(whole.width),
    resizeHeight: side(whole.height),
    resizeQuality: 'high',
  });
  whole.close();
  return small;
}
