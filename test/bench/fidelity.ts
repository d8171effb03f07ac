import { type Effort, quantize } from '@kcolors/core';
import { meanSquaredError } from './difference.ts';
import { type Floors, floorOf, lowerFloor } from './floors.ts';
import type { BenchImage } from './images.ts';

/** Distance of kcolors' error above the floor over some images. */
export interface Fidelity {
  readonly effort: Effort;
  readonly k: number;
  /** MSE ÷ floor − 1 in percent. */
  readonly meanGap: number;
  readonly worstGap: number;
  /** Name of the image with the worst gap. */
  readonly worst: string;
}

export const FIDELITY_KS: readonly number[] = [4, 16, 64, 256];
const EFFORTS: readonly Effort[] = ['fast', 'default', 'best'];

/** Quantizes all images at every effort. Computes the gaps at the end, when every floor has its lowest value. */
export function fidelityOf(images: readonly BenchImage[], floors: Floors): Fidelity[] {
  const rows = EFFORTS.flatMap((effort) => FIDELITY_KS.map((k) => ({ effort, k })));
  const errors = rows.map(({ effort, k }) =>
    images.map((image) => {
      const mse = meanSquaredError(image, quantize(image, { maxColors: k, effort }));
      lowerFloor(floors, image, k, mse);
      return mse;
    }),
  );
  return rows.map(({ effort, k }, row) => {
    const gaps = images.map((image, i) => gap(errors[row]![i]!, floorOf(floors, image, k)));
    const worstGap = Math.max(...gaps);
    const meanGap = gaps.reduce((sum, value) => sum + value, 0) / gaps.length;
    return { effort, k, meanGap, worstGap, worst: images[gaps.indexOf(worstGap)]!.name };
  });
}

/** An image of at most k colors has no error and no gap. */
const gap = (mse: number, floor: number): number => (floor === 0 ? 0 : (mse / floor - 1) * 100);
