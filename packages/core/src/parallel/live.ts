/** The jobs of a pool, or the calls of a session, that are queued or running. */
export interface LiveJobs {
  /**
   * Settles as the work does, or is rejected as soon as the signal is aborted or all is closed; the work is told by
   * its own signal. Work that was stopped before does not start.
   */
  track<Result>(signal: AbortSignal | undefined, work: Work<Result>): Promise<Result>;
  /** Stops all jobs, and every later one, with a reason. The first reason stays. */
  close(reason: unknown): void;
}

type Work<Result> = (stop: { signal: AbortSignal; abort(reason: unknown): void }) => Promise<Result>;

/** The longest delay that timers take. */
const FOR_EVER = 2 ** 31 - 1;

export function trackJobs(): LiveJobs {
  const live = new Set<AbortController>();
  let closed: { readonly reason: unknown } | undefined;
  // Threads do not keep a process of Node alive, so that it can end without `close`; jobs do.
  let alive: ReturnType<typeof setInterval> | undefined;

  const begin = (controller: AbortController) => {
    live.add(controller);
    alive ??= setInterval(() => {}, FOR_EVER);
  };
  const end = (controller: AbortController) => {
    live.delete(controller);
    if (live.size > 0) return;
    clearInterval(alive);
    alive = undefined;
  };

  return {
    async track(signal, work) {
      if (closed) throw closed.reason;
      signal?.throwIfAborted();
      const controller = new AbortController();
      const abort = (reason: unknown) => controller.abort(reason);
      const forward = () => abort(signal?.reason);
      signal?.addEventListener('abort', forward, { once: true });
      begin(controller);
      try {
        return await new Promise((resolve, reject) => {
          controller.signal.addEventListener('abort', () => reject(controller.signal.reason));
          work({ signal: controller.signal, abort }).then(resolve, reject);
        });
      } finally {
        signal?.removeEventListener('abort', forward);
        end(controller);
      }
    },
    close(reason) {
      closed ??= { reason };
      for (const controller of live) controller.abort(closed.reason);
    },
  };
}
