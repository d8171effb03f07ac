import type { RgbaImage } from '@kcolors/core';
import { createLatest, type Thread } from '@kcolors/core/threads';
import type { PreviewPicture } from '../session/preview.ts';
import type { DecodedImage } from '../types.ts';
import type {
  CodecTasks,
  Listener,
  OpenedImage,
  SentOptions,
  SentPreview,
  SentSessionResult,
} from './protocol.ts';

/** Who waits for a preview. */
export interface PreviewListener {
  /** Is called with the picture as soon as it is there, see `SessionPreviewOptions`. */
  readonly onPicture?: ((picture: PreviewPicture) => void) | undefined;
}

/** A session in a worker. Of its calls only the latest counts. */
export interface RemoteSession {
  /** Its picture is smaller where it has more than the `shownPixels` of the opening. */
  readonly original: DecodedImage;
  readonly bytesBefore: number;
  /** Size of the file's own picture, upright. */
  readonly width: number;
  readonly height: number;
  /** What previews are compared with: the original where it is small, else a smaller one. */
  readonly proxy: RgbaImage;
  /**
   * What `compress` would give, about, as soon as the preview before it is done. Gives undefined when another call came
   * meanwhile: there is nothing to show, since what that one gives is newer. Ends a `compress` that runs.
   */
  preview(options?: SentOptions, listener?: PreviewListener): Promise<SentPreview | undefined>;
  /**
   * The bytes of `compressImage`, with a picture of at most `shownPixels`. Rejected with an `AbortError` when another call of
   * the session comes before it is done.
   */
  compress(options?: SentOptions, listener?: Listener): Promise<SentSessionResult>;
  /** Frees what the worker keeps. Calls that are not done, and later ones, are rejected, by default with an `AbortError`. */
  close(reason?: unknown): void;
}

/** The outside of a session that was opened by the call `id`. */
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
      const asked = structuredClone(options); // as it is now, not when its turn comes
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
