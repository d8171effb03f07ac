/** Wraps a function so that its calls run one after another. */
export function alone<In extends readonly unknown[], Out>(
  work: (...args: In) => Promise<Out>,
): (...args: In) => Promise<Out> {
  let last: Promise<unknown> = Promise.resolve();
  return (...args) => {
    const next = last.then(() => work(...args));
    last = next.catch(() => undefined);
    return next;
  };
}

/** Processes all items, at most `width` at a time. */
export async function pooled<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const lane = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
}
