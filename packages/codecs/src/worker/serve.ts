import { shrink } from '@kcolors/core';
import { type Handlers, type Job, type ServedPort, serve, startPacking } from '@kcolors/core/threads';
import { compressImage } from '../compress-image.ts';
import { closedSession } from '../core-session.ts';
import { ownError } from '../guard.ts';
import type { FormatHooks } from '../hooks.ts';
import type { PreviewPicture } from '../session/image-preview.ts';
import { type ImageSession, openImage } from '../session/image-session.ts';
import { previewFile } from '../session/preview-file.ts';
import { countTasks } from './count-colors.ts';
import type { CodecTasks, SentResult } from './protocol.ts';

/** A session, and the maximum number of pixels of the images that are sent. */
interface Served {
  readonly session: ImageSession;
  readonly shownPixels: number;
}

/**
 * Serves the calls of `startCodecs` and `openCodecsPool`; for the script of a thread.
 *
 * @param more Further tasks of the script.
 * @param port The port that receives the calls. @defaultValue the port of the current thread
 * @param hooks Decoders and encoders of all calls: functions cannot be sent. @defaultValue none
 */
export function serveCodecs<More = unknown>(
  more?: Handlers<More>,
  port?: ServedPort,
  hooks: FormatHooks = {},
): void {
  const tasks = { ...countTasks(hooks), ...fileTasks(hooks), ...sessionTasks(hooks), ...more };
  serve<CodecTasks & More>(tasks as Handlers<CodecTasks & More>, port, (error) =>
    ownError(error, 'compressed'),
  );
}

function fileTasks(hooks: FormatHooks): Handlers<Pick<CodecTasks, 'compressFile' | 'previewFile'>> {
  let lastFile: Promise<unknown> = Promise.resolve();
  return {
    compressFile(job, bytes, options, wanted) {
      const turn = lastFile.then(async (): Promise<SentResult> => {
        job.signal.throwIfAborted();
        const { pixels, ...result } = await compressImage(bytes, {
          ...options,
          ...hooks,
          ...listenerOf(job),
        });
        const image = wanted && job.giveImage(pixels.result);
        return { ...result, bytes: job.give(result.bytes), ...(image && { image }) };
      });
      lastFile = turn.catch(() => {});
      return turn;
    },
    async previewFile({ give, signal }, bytes, options) {
      const { file, ...shown } = await previewFile(bytes, { ...options, ...hooks, signal });
      return { ...shown, file: give(file) };
    },
  };
}

function sessionTasks({
  decoders,
  encoders,
}: FormatHooks): Handlers<Pick<CodecTasks, 'compressInSession' | 'openSession' | 'previewInSession'>> {
  const own = encoders && { encoders };
  const sessions = new Map<number, Served>();
  const sessionOf = (id: number): Served => {
    const found = sessions.get(id);
    if (!found) throw closedSession();
    return found;
  };

  return {
    async openSession(job, bytes, { shownPixels = Number.POSITIVE_INFINITY, ...options }) {
      const { copyImage, giveImage, id, keep, signal } = job;
      const session = await openImage(bytes, { ...options, ...(decoders && { decoders }), signal });
      sessions.set(id, { session, shownPixels });
      keep(() => {
        session.close();
        sessions.delete(id);
      });
      const { height, original, previewImage, width } = session;
      const shown = shrink(original.image, shownPixels);
      const image = shown === original.image ? copyImage(shown) : giveImage(shown);
      return {
        original: { ...original, image },
        width,
        height,
        previewImage: previewImage === shown ? image : copyImage(previewImage),
      };
    },
    async compressInSession(job, id, options) {
      const { session, shownPixels } = sessionOf(id);
      const { pixels, ...result } = await session.compress({ ...options, ...listenerOf(job), ...own });
      const isNew = result.outcome !== 'kept';
      const bytes = isNew ? job.give(result.bytes) : job.copy(result.bytes); // the session still needs its own bytes
      const shown = shrink(pixels.result, shownPixels);
      const isOwn = shown === session.original.image;
      return { ...result, bytes, image: isOwn ? job.copyImage(shown) : job.giveImage(shown) };
    },
    async previewInSession({ copyImage, giveImage, report }, id, options) {
      const { session } = sessionOf(id);
      const onPicture = ({ image, palette }: PreviewPicture) => {
        const early = startPacking();
        report?.({ image: early.copyImage(image), palette }, early.buffers);
      };
      const {
        image,
        file: _,
        ...shown
      } = await session.preview({ ...options, ...own, ...(report && { onPicture }) });
      return { ...shown, image: image === session.previewImage ? copyImage(image) : giveImage(image) };
    },
  };
}

/** The abort signal and progress callback of a compression. */
const listenerOf = ({ report, signal }: Job) => ({ signal, ...(report && { onProgress: report }) });
