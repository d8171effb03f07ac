import { readFileSync } from 'node:fs';
import { type QuantizeOptions, quantize } from '@kcolors/core';
import { meanSquaredError } from './difference.ts';
import type { BenchImage } from './images.ts';

/** The lowest known mean squared error of an image at k colors, by `name k`. */
export type Floors = Map<string, number>;

const keyOf = (image: BenchImage, k: number): string => `${image.name} ${k}`;

/** Reads `{ "name": { "16": 295.208 } }`: errors without dithering, of palettes rounded to 8 bits. */
export function readFloors(path: string): Floors {
  const floors: Floors = new Map();
  const file: Record<string, Record<string, number>> = JSON.parse(readFileSync(path, 'utf8'));
  for (const [name, byK] of Object.entries(file)) {
    for (const [k, mse] of Object.entries(byK)) floors.set(`${name} ${k}`, mse);
  }
  return floors;
}

export const floorOf = (floors: Floors, image: BenchImage, k: number): number =>
  floors.get(keyOf(image, k)) ?? Number.POSITIVE_INFINITY;

/** Lowers the floor to a measured error if that is smaller. */
export function lowerFloor(floors: Floors, image: BenchImage, k: number, mse: number): void {
  if (mse < floorOf(floors, image, k)) floors.set(keyOf(image, k), mse);
}

/** Searches for a floor if none is known: the best result of both initializations and `restarts` random ones. */
export function searchFloor(floors: Floors, image: BenchImage, k: number, restarts: number): void {
  if (floors.has(keyOf(image, k))) return;
  const tries: QuantizeOptions[] = [{ init: 'multi-scale' }, { init: 'variance-split' }];
  for (let seed = 1; seed <= restarts; seed++) tries.push({ init: 'k-means++', seed });
  for (const options of tries) {
    const result = quantize(image, { ...options, maxColors: k, effort: 'best' });
    lowerFloor(floors, image, k, meanSquaredError(image, result));
  }
}
