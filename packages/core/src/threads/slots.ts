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
