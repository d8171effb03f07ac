/** So many jobs at once, the others in the order in which they came. */
export interface Slots {
  /** Waits for a free slot; gives what frees it again. Rejects with the reason of the signal, leaving the queue. */
  take(signal: AbortSignal): Promise<() => void>;
  /** Takes what is free at the moment, at most so many. */
  takeFree(most: number): (() => void)[];
}

export function createSlots(count: number): Slots {
  let free = count;
  const queue = new Set<() => void>();

  const release = () => {
    const [first] = queue;
    if (first) first();
    else free++;
  };

  /** A slot is released once, however often it is asked for. */
  const once = (): (() => void) => {
    let taken = true;
    return () => {
      if (taken) release();
      taken = false;
    };
  };

  return {
    takeFree(most) {
      const taken = Math.min(most, free);
      free -= taken;
      return Array.from({ length: taken }, once);
    },
    take(signal) {
      if (signal.aborted) return Promise.reject(signal.reason);
      if (free > 0) {
        free--;
        return Promise.resolve(once());
      }
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
