import type { RecordEntry } from './record.ts';

/** What a list of paints becomes when one change is taken back; `count` is how many paints it was. */
export function putBack(
  paints: readonly Paint[],
  { from, to, isAdded }: RecordEntry,
): { readonly paints: readonly Paint[]; readonly count: number } {
  const isReduced = (paint: Paint): paint is ImagePaint => paint.type === 'IMAGE' && paint.imageHash === to;
  const isOriginal = (paint: Paint): boolean => paint.type === 'IMAGE' && paint.imageHash === from;
  const count = paints.filter(isReduced).length;
  if (count === 0) return { paints, count };
  // A paint that was put above the original goes; where the original is gone from the list, it comes back instead.
  if (isAdded && paints.some(isOriginal))
    return { paints: paints.filter((paint) => !isReduced(paint)), count };
  return { paints: paints.map((paint) => (isReduced(paint) ? { ...paint, imageHash: from } : paint)), count };
}
