/** A value that the host provides for all components and may replace while they are shown. */
export interface Given<Value> {
  readonly get: () => Value;
  readonly set: (next: Value) => void;
  /** Calls `listener` after each replacement. Returns a function that stops it. */
  readonly listen: (listener: () => void) => () => void;
}

export function given<Value>(value: Value): Given<Value> {
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      value = next;
      for (const listener of listeners) listener();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
