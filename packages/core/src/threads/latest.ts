import type { Call } from './connect.ts';

/** A queue in which the latest call wins: one call runs, and at most one waits. */
export interface LatestCalls {
  /**
   * Makes a call after the running one, or at once if the running one can be ended. A later call replaces this one. A
   * replaced call rejects with an `AbortError` if it can be ended; otherwise it resolves to undefined.
   *
   * @param begin Makes the call.
   * @param isEndable Whether a later call ends this one while it runs.
   */
  add<Result>(
    begin: () => Call<Result>,
    isEndable: boolean,
    signal?: AbortSignal,
  ): Promise<Result | undefined>;
  /** Rejects all current and later calls with a reason. The first reason stays. */
  close(reason: unknown): void;
}

interface Turn {
  readonly isEndable: boolean;
  begin(): void;
  overtaken(): void;
}

/** Returns an empty queue. */
export function createLatest(): LatestCalls {
  const life = new AbortController();
  let current: Turn | undefined;
  let waiting: Turn | undefined;

  const begin = (turn: Turn | undefined) => {
    current = turn;
    waiting = undefined;
    turn?.begin();
  };
  const remove = (turn: Turn) => {
    if (turn === waiting) waiting = undefined;
    if (turn === current) begin(waiting);
  };
  const add = (turn: Turn) => {
    waiting?.overtaken();
    waiting = turn;
    if (current && !current.isEndable) return;
    current?.overtaken();
    begin(turn);
  };

  return {
    async add<Result>(make: () => Call<Result>, isEndable: boolean, signal?: AbortSignal) {
      life.signal.throwIfAborted();
      signal?.throwIfAborted();
      let forget = () => {};
      try {
        return await new Promise<Result | undefined>((resolve, reject) => {
          let call: Call<Result> | undefined;
          const stop = (reason: unknown) => {
            reject(reason);
            call?.stop(reason);
          };
          const turn: Turn = {
            isEndable,
            begin() {
              if (life.signal.aborted) return;
              call = make();
              call.result.then(resolve, reject).finally(() => remove(turn));
            },
            overtaken: () => (isEndable ? stop(overtaken()) : resolve(undefined)),
          };
          const leave = (reason: unknown) => {
            stop(reason);
            remove(turn);
          };
          const abort = () => leave(signal?.reason);
          const close = () => leave(life.signal.reason);
          signal?.addEventListener('abort', abort, { once: true });
          life.signal.addEventListener('abort', close, { once: true });
          forget = () => {
            signal?.removeEventListener('abort', abort);
            life.signal.removeEventListener('abort', close);
          };
          add(turn);
        });
      } finally {
        forget();
      }
    },
    close: (reason) => life.abort(reason),
  };
}

const overtaken = () => new DOMException('A later call of the session has ended this one', 'AbortError');
