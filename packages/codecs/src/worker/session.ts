import type { RgbaImage } from '@kcolors/core';
import { createLatest, type Thread } from '@kcolors/core/threads';
import type { PreviewPicture } from '../session/image-preview.ts';
import type { DecodedImage } from '../types.ts';
import type {
  CodecTasks,
  Listener,
  OpenedImage,
  SentOptions,
  SentPreview,
  SentSessionResult,
} from './protocol.ts';

/** Options of a preview. */
export interface PreviewListener {
  /** Called with the image as soon as it is ready, see `SessionPreviewOptions`. */
  readonly onPicture?: ((picture: PreviewPicture) => void) | undefined;
}

/** A session in a thread. The latest call wins. */
export interface RemoteSession {
  /** The original. Its image is scaled down if it has more than the `shownPixels` of the opening. */
  readonly original: DecodedImage;
  readonly bytesBefore: number;
  /** Size of the original image in the file, upright. */
  readonly width: number;
  readonly height: number;
  /** The preview image, from which previews are computed: the original, or a smaller copy of a large one. */
  readonly previewImage: RgbaImage;
  /**
   * Previews the result of `compress` after the running preview. Ends a running `compress`. Resolves to undefined
   * when a later call replaces this one before it starts: then there is nothing to show.
   */
  preview(options?: SentOptions, listener?: PreviewListener): Promise<SentPreview | undefined>;
  /**
   * Compresses to the same bytes as `compressImage`, with an image of at most `shownPixels`. Rejects with an
   * `AbortError` when another call of the session comes before it is done.
   */
  compress(options?: SentOptions, listener?: Listener): Promise<SentSessionResult>;
  /** Frees the session in the thread. Rejects unfinished and later calls, by default with an `AbortError`. */
  close(reason?: unknown): void;
}

/** Returns the caller's side of the session that the call `id` opened. */
export function remoteSession(
  thread: Thread<CodecTasks>,
  id: number,
  bytesBefore: number,
  opened: OpenedImage,
): RemoteSession {
  const latest = createLatest();
  return {
    ...opened,
    bytesBefore,
    async preview(options = {}, { onPicture } = {}) {
      const asked = structuredClone(options); // the value at the time of the call, not when it starts
      return latest.add(() => thread.call('previewInSession', [id, asked], { onProgress: onPicture }), false);
    },
    async compress(options = {}, { onProgress, signal } = {}) {
      const asked = structuredClone(options);
      const begin = () => thread.call('compressInSession', [id, asked], { onProgress });
      return (await latest.add(begin, true, signal))!;
    },
    close(reason = new DOMException('The session is closed', 'AbortError')) {
      latest.close(reason);
      thread.release(id);
    },
  };
}
