import { shrink } from '@kcolors/core';
import { compressImage } from '../compress-image.ts';
import { closedSession } from '../core-session.ts';
import { ownError } from '../guard.ts';
import { type ImageSession, openImage } from '../session/image-session.ts';
import type { PreviewPicture } from '../session/preview.ts';
import { previewFile } from '../session/preview-file.ts';
import type { CompressProgress } from '../types.ts';
import { packError } from './errors.ts';
import { openGatherings } from './gather.ts';
import { type Packing, startPacking } from './parcel.ts';
import type { Port } from './port.ts';
import type { Answer, OpenedImage, Reply, Request, SentResult, SentSessionResult } from './protocol.ts';

/** A session, and the most pixels of the pictures that are sent of it. */
interface Served {
  readonly session: ImageSession;
  readonly shownPixels: number;
}

type RequestTo<Name extends Request['does']> = Extract<Request, { readonly does: Name }>;

/**
 * Does what `connectCodecs` asks for at the other end of a port; for the inside of a worker. Files are compressed one
 * after another, since each takes memory; sessions are served meanwhile, between two steps.
 */
export function serveCodecs(port: Port): void {
  const sessions = new Map<number, Served>();
  const running = new Map<number, AbortController>();
  const gatherings = openGatherings();
  let lastFile: Promise<unknown> = Promise.resolve();

  const post = (reply: Reply, buffers: ArrayBuffer[] = []) => port.postMessage(reply, buffers);
  const reporter = ({ id, reports }: { readonly id: number; readonly reports: boolean }) =>
    reports && {
      onProgress: (progress: CompressProgress) => post({ says: 'progress', id, progress }),
    };
  const sessionOf = ({ session }: RequestTo<'compress' | 'preview'>): Served => {
    const found = sessions.get(session);
    if (!found) throw closedSession();
    return found;
  };

  /** Does the work of a request and says what became of it; nothing more of one that was stopped. */
  const answer = async (
    { id }: Request,
    work: (signal: AbortSignal, packing: Packing) => Promise<Answer>,
  ): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    const { signal } = controller;
    const packing = startPacking();
    try {
      const result = await work(signal, packing);
      if (!signal.aborted) post({ says: 'done', id, result }, packing.buffers);
    } catch (error) {
      if (!signal.aborted) post({ says: 'failed', id, error: packError(ownError(error, 'compressed')) });
    } finally {
      running.delete(id);
    }
  };

  const compressFile = (request: RequestTo<'compress-file'>, signal: AbortSignal, packing: Packing) => {
    const turn = lastFile.then(async (): Promise<SentResult> => {
      signal.throwIfAborted();
      const { bytes, options, pixels: wanted } = request;
      const { pixels, ...result } = await compressImage(bytes, { ...options, signal, ...reporter(request) });
      const image = wanted && packing.giveImage(pixels.result);
      return { ...result, bytes: packing.give(result.bytes), ...(image && { image }) };
    });
    lastFile = turn.catch(() => {});
    return turn;
  };

  const previewOfFile = async (
    { bytes, options }: RequestTo<'preview-file'>,
    signal: AbortSignal,
    packing: Packing,
  ) => {
    const { file, ...shown } = await previewFile(bytes, { ...options, signal });
    return { ...shown, file: packing.give(file) };
  };

  const open = async (
    { bytes, id, options: { shownPixels = Number.POSITIVE_INFINITY, ...options } }: RequestTo<'open'>,
    signal: AbortSignal,
    { copyImage, giveImage }: Packing,
  ): Promise<OpenedImage> => {
    const session = await openImage(bytes, { ...options, signal });
    if (signal.aborted) session.close();
    else sessions.set(id, { session, shownPixels });
    const { height, original, proxy, width } = session;
    const shown = shrink(original.image, shownPixels);
    const image = shown === original.image ? copyImage(shown) : giveImage(shown);
    return {
      original: { ...original, image },
      width,
      height,
      proxy: proxy === shown ? image : copyImage(proxy),
    };
  };

  const compress = async (
    request: RequestTo<'compress'>,
    signal: AbortSignal,
    packing: Packing,
  ): Promise<SentSessionResult> => {
    const { session, shownPixels } = sessionOf(request);
    const { pixels, ...result } = await session.compress({
      ...request.options,
      signal,
      ...reporter(request),
    });
    const isNew = result.outcome !== 'kept';
    const bytes = isNew ? packing.give(result.bytes) : packing.copy(result.bytes); // the session needs its own
    const shown = shrink(pixels.result, shownPixels);
    const isOwn = shown === session.original.image;
    const image = isOwn ? packing.copyImage(shown) : packing.giveImage(shown);
    return { ...result, bytes, image };
  };

  const preview = async (request: RequestTo<'preview'>, packing: Packing) => {
    const { session } = sessionOf(request);
    const { id, options, reports } = request;
    const onPicture = ({ image, palette }: PreviewPicture) => {
      const early = startPacking();
      post({ says: 'picture', id, picture: { image: early.copyImage(image), palette } }, early.buffers);
    };
    const { image, file: _, ...shown } = await session.preview({ ...options, ...(reports && { onPicture }) });
    const isOwn = image === session.proxy;
    return { ...shown, image: isOwn ? packing.copyImage(image) : packing.giveImage(image) };
  };

  // A port may bring what others say to this worker: that is not answered.
  const handle = (request: Request): void => {
    switch (request?.does) {
      case 'compress-file':
        void answer(request, (signal, packing) => compressFile(request, signal, packing));
        break;
      case 'preview-file':
        void answer(request, (signal, packing) => previewOfFile(request, signal, packing));
        break;
      case 'open':
        void answer(request, (signal, packing) => open(request, signal, packing));
        break;
      case 'compress':
        void answer(request, (signal, packing) => compress(request, signal, packing));
        break;
      case 'preview':
        void answer(request, (_, packing) => preview(request, packing));
        break;
      case 'gather':
        void answer(request, async () => gatherings.begin(request.id, request.alpha));
        break;
      case 'count':
        void answer(request, (signal) => {
          const { bytes, gathering, options } = request;
          return gatherings.count(gathering, bytes, options, signal);
        });
        break;
      case 'find-palette':
        void answer(request, (signal) => gatherings.findPalette(request.gathering, request.options, signal));
        break;
      case 'main-colors':
        void answer(request, () => gatherings.mainColors(request.gathering, request.options));
        break;
      case 'stop':
        running.get(request.id)?.abort();
        sessions.get(request.id)?.session.close();
        sessions.delete(request.id);
        gatherings.end(request.id);
        break;
      default:
        request satisfies never;
    }
  };
  port.onmessage = ({ data }: { readonly data: Request }) => handle(data);
}
