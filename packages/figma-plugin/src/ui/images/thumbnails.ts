// Thumbnails of images. Their colors need not be exact, so the browser draws them. Drawing a large image
// blocks noticeably, so it happens in the worker with the codecs.
import type { CodecsConnection, Thread, ThreadHandlers } from '@kcolors/codecs/worker';

const SIDE = 72; // pixels: 36 CSS pixels on a high-density screen

export interface Thumbnails {
  /**
   * Draws a thumbnail; undefined when the browser cannot decode the file. Transfers the bytes to the worker.
   */
  draw(bytes: Uint8Array): Promise<ImageBitmap | undefined>;
}

interface ThumbnailTasks {
  drawThumbnail(bytes: Uint8Array<ArrayBuffer>): ImageBitmap;
}

/** The worker's handler for `connectThumbnails`. */
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
