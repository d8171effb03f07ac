/** What stops a job: the signal that it follows, and what aborts that. */
export interface Stop {
  readonly signal: AbortSignal;
  abort(reason: unknown): void;
}

/** Jobs that are queued or running. */
export interface JobTracker {
  /**
   * Settles as the work does, or is rejected as soon as the signal is aborted or all is closed; the work is told by its own
   * signal. Work that was stopped before does not start.
   */
  track<Result>(signal: AbortSignal | undefined, work: (stop: Stop) => Promise<Result>): Promise<Result>;
  /** Stops all jobs, and every later one, with a reason. The first reason stays. */
  close(reason: unknown): void;
}

export function trackJobs(): JobTracker {
  const live = new Set<AbortController>();
  let closed: { readonly reason: unknown } | undefined;
  return {
    async track(signal, work) {
      if (closed) throw closed.reason;
      signal?.throwIfAborted();
      const controller = new AbortController();
      const abort = (reason: unknown) => controller.abort(reason);
      const forward = () => abort(signal?.reason);
      signal?.addEventListener('abort', forward, { once: true });
      live.add(controller);
      try {
        return await new Promise((resolve, reject) => {
          controller.signal.addEventListener('abort', () => reject(controller.signal.reason));
          work({ signal: controller.signal, abort }).then(resolve, reject);
        });
      } finally {
        signal?.removeEventListener('abort', forward);
        live.delete(controller);
      }
    },
    close(reason) {
      closed ??= { reason };
      for (const controller of live) controller.abort(closed.reason);
    },
  };
}
