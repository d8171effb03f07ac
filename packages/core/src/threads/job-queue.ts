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

/** So many jobs at once, the others in the order in which they came. */
export interface Slots {
  /** Waits for a free slot; gives what frees it again. Rejects with the reason of the signal, leaving the queue. */
  take(signal: AbortSignal): Promise<() => void>;
  /** Takes what is free at the moment, at most so many. */
  takeFree(most: number): (() => void)[];
}

/** @param count How many there are; it may change. */
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

  /** A slot is released once, however often it is asked for. */
  const once = (): (() => void) => {
    let isTaken = true;
    taken++;
    return () => {
      if (isTaken) release();
      isTaken = false;
    };
  };

  return {
    takeFree(most) {
      const free = Math.max(0, count() - taken);
      return Array.from({ length: Math.min(most, free) }, once);
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
