import type { PreviewPicture } from '../session/preview.ts';
import type { CompressProgress } from '../types.ts';
import { unpackError } from './errors.ts';
import type { Port } from './port.ts';
import type { Answers, Reply, Request } from './protocol.ts';

/** Who waits for a call. */
export interface Listener {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: CompressProgress) => void) | undefined;
}

/** Who waits for a preview. */
export interface PreviewListener {
  /** Is called with the picture as soon as it is there, see `SessionPreviewOptions`. */
  readonly onPicture?: ((picture: PreviewPicture) => void) | undefined;
}

/** Who waits for a call that takes bytes. */
export interface Sender extends Listener {
  /**
   * Hands the bytes over instead of copying them: the caller's array is empty from then on. For large files, which take a
   * page's time to copy; an array that is a part of a larger buffer is copied all the same. @defaultValue false
   */
  readonly transfer?: boolean;
}

/** The bytes in a buffer of their own, which may be given away. */
export function ownBytes(bytes: Uint8Array, transfer = false): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = bytes;
  if (transfer && buffer instanceof ArrayBuffer && buffer.byteLength === byteLength)
    return new Uint8Array(buffer);
  return new Uint8Array(bytes);
}

/** A call that was made. */
interface Call<Result> {
  readonly id: number;
  readonly result: Promise<Result>;
  /** Rejects the call, if it is not over, and has the other end stop. */
  stop(reason: unknown): void;
}

/** The calls through a port, and who waits for them. */
export interface Calls {
  /** Sends a request, made of its id. Buffers are handed over. */
  ask<Name extends keyof Answers>(
    request: (id: number) => Extract<Request, { readonly does: Name }>,
    buffers: ArrayBuffer[],
    listener?: Listener & PreviewListener,
  ): Call<Answers[Name]>;
  /** Has the other end stop a request, or close the session that it has opened. */
  tellStop(id: number): void;
  /** Rejects all calls, and all later ones, with a reason. The first reason stays. */
  close(reason: unknown): void;
}

interface Pending {
  /** Tells the listener something; what it throws ends the call. */
  tell(listen: (listener: Listener & PreviewListener) => void): void;
  resolve(result: never): void;
  reject(reason: unknown): void;
  stop(reason: unknown): void;
}

export function trackCalls(port: Port): Calls {
  const pending = new Map<number, Pending>();
  let calls = 0;
  let closed: { readonly reason: unknown } | undefined;

  const hear = (reply: Reply): void => {
    const call = pending.get(reply?.id);
    if (!call) return; // it was stopped
    switch (reply.says) {
      case 'progress':
        call.tell(({ onProgress }) => onProgress?.(reply.progress));
        break;
      case 'picture':
        call.tell(({ onPicture }) => onPicture?.(reply.picture));
        break;
      case 'done':
        call.resolve(reply.result as never);
        break;
      case 'failed':
        call.reject(unpackError(reply.error));
        break;
      default:
        reply satisfies never;
    }
  };
  port.onmessage = ({ data }: { readonly data: Reply }) => hear(data);

  const tell = (request: Request, buffers: ArrayBuffer[] = []) => port.postMessage(request, buffers);

  const tellStop = (id: number) => tell({ does: 'stop', id });

  return {
    tellStop,
    ask(request, buffers, listener = {}) {
      const { signal } = listener;
      const id = ++calls;
      const stop = (reason: unknown) => {
        const call = pending.get(id);
        if (!call) return;
        tellStop(id);
        call.reject(reason);
      };
      const abort = () => stop(signal?.reason);
      const result = new Promise<never>((resolve, reject) => {
        if (closed) throw closed.reason;
        signal?.throwIfAborted();
        const end = () => {
          pending.delete(id);
          signal?.removeEventListener('abort', abort);
        };
        tell(request(id), buffers); // throws what cannot be sent
        signal?.addEventListener('abort', abort, { once: true });
        pending.set(id, {
          stop,
          tell(listen) {
            try {
              listen(listener);
            } catch (error) {
              stop(error);
            }
          },
          resolve: (value) => {
            end();
            resolve(value);
          },
          reject: (reason) => {
            end();
            reject(reason);
          },
        });
      });
      return { id, result, stop };
    },
    close(reason) {
      closed ??= { reason };
      for (const call of [...pending.values()]) call.stop(closed.reason);
    },
  };
}
