/** The abort signal of a job, and the function that aborts it. */
export interface Stop {
  readonly signal: AbortSignal;
  abort(reason: unknown): void;
}

/** Tracks queued and running jobs. */
export interface JobTracker {
  /**
   * Settles with the work, or rejects as soon as the signal is aborted or the tracker is closed. The work receives a
   * signal of its own. Work that was aborted before it began does not start.
   */
  track<Result>(signal: AbortSignal | undefined, work: (stop: Stop) => Promise<Result>): Promise<Result>;
  /** Aborts all current and later jobs with a reason. The first reason stays. */
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

/** Limits how many jobs run at the same time. The others wait in order of arrival. */
export interface Slots {
  /**
   * Waits for a free slot and returns the function that releases it. An aborted signal removes the request from the
   * queue and rejects with the signal's reason.
   */
  take(signal: AbortSignal): Promise<() => void>;
  /** Takes the slots that are free now, at most `max`. */
  takeFree(max: number): (() => void)[];
}

/** @param count Returns the number of slots, which may change. */
export function createSlots(count: () => number): Slots {
  let taken = 0;
  const queue = new Set<() => void>();

  const release = () => {
    taken--;
    for (const enter of queue) {
      if (taken >= count()) break;
      enter();
    }
  };

  /** Returns a function that releases the slot on its first call only. */
  const once = (): (() => void) => {
    let isTaken = true;
    taken++;
    return () => {
      if (isTaken) release();
      isTaken = false;
    };
  };

  return {
    takeFree(max) {
      const free = Math.max(0, count() - taken);
      return Array.from({ length: Math.min(max, free) }, once);
    },
    take(signal) {
      if (signal.aborted) return Promise.reject(signal.reason);
      if (taken < count()) return Promise.resolve(once());
      return new Promise((resolve, reject) => {
        const leave = () => {
          queue.delete(enter);
          reject(signal.reason);
        };
        const enter = () => {
          queue.delete(enter);
          signal.removeEventListener('abort', leave);
          resolve(once());
        };
        queue.add(enter);
        signal.addEventListener('abort', leave, { once: true });
      });
    },
  };
}
