import { withImage } from '../apply/replace-paints.ts';
import type { RecordEntry } from './record.ts';

/** Undoes one change in a list of paints. `count` is the number of affected paints. */
export function putBack(
  paints: readonly Paint[],
  { from, to, isAdded, tileScale = 1 }: RecordEntry,
): { readonly paints: readonly Paint[]; readonly count: number } {
  const isReduced = (paint: Paint): paint is ImagePaint => paint.type === 'IMAGE' && paint.imageHash === to;
  const isOriginal = (paint: Paint): boolean => paint.type === 'IMAGE' && paint.imageHash === from;
  const count = paints.filter(isReduced).length;
  if (count === 0) return { paints, count };
  // Remove a paint that was added on top of the original. If the original is gone, put it back instead.
  if (isAdded && paints.some(isOriginal))
    return { paints: paints.filter((paint) => !isReduced(paint)), count };
  const back = (paint: Paint): Paint => (isReduced(paint) ? withImage(paint, from, 1 / tileScale) : paint);
  return { paints: paints.map(back), count };
}
