import type { WorkingSpace } from '../color/working-space.ts';
import { HASH, SAMPLE_CACHE_BITS } from '../constants.ts';
import type { Pixels } from '../image/pixels.ts';
import type { Memory } from './memory.ts';
import { allocatePoints, firstPoints, type Points } from './points.ts';

/**
 * The colors of sampled pixels with their counts: the points of the last iterations. A cache merges most equal colors
 * that are close together. A color may occur several times, which changes no sum.
 */
export interface Samples {
  /** Allocated points, one per sample in the worst case. */
  readonly points: Points;
  size: number;
  /** Bitwise AND of all colors. */
  common: number;
  /** Direct-mapped cache with two numbers per slot: a color and its count. Count 0 marks a free slot. */
  readonly cache: Uint32Array;
  readonly space: WorkingSpace;
}

/** Maximum number of sampled pixels. */
export const MAX_SAMPLES: number = 2 ** 20;

export function createSamples(capacity: number, space: WorkingSpace, memory: Memory): Samples {
  const points = allocatePoints(memory, capacity);
  return { points, size: 0, common: -1, cache: memory.uint32(2 << SAMPLE_CACHE_BITS).fill(0), space };
}

/** Adds every `stride`-th pixel from `first` on. */
export function addSamples(samples: Samples, pixels: Pixels, first: number, stride: number): void {
  const { cache } = samples;
  for (let i = first; i < pixels.length; i += stride) {
    const color = pixels[i]!;
    const slot = (Math.imul(color, HASH) >>> (32 - SAMPLE_CACHE_BITS)) << 1;
    if (cache[slot] === color) {
      cache[slot + 1]!++;
    } else {
      if (cache[slot + 1] !== 0) write(samples, slot);
      cache[slot] = color;
      cache[slot + 1] = 1;
    }
  }
}

/** Returns the points of all added samples. */
export function samplePoints(samples: Samples): Points {
  const { cache, points } = samples;
  for (let slot = 0; slot < cache.length; slot += 2) if (cache[slot + 1] !== 0) write(samples, slot);
  return { ...firstPoints(points, samples.size), allOpaque: samples.common >>> 24 === 255 };
}

function write(samples: Samples, slot: number): void {
  const { cache, points, space } = samples;
  space.toPoint(cache[slot]!, points.coordinates, 4 * samples.size);
  points.weights[samples.size++] = cache[slot + 1]!;
  samples.common &= cache[slot]!;
}

/** Sampling stride, coprime to the width, so that all columns are sampled. */
export function sampleStride(pixels: number, width: number, maxSamples: number = MAX_SAMPLES): number {
  return coprime(Math.max(1, Math.ceil(pixels / maxSamples)), width);
}

/** Smallest integer ≥ `min` that is coprime to `to`. */
export function coprime(min: number, to: number): number {
  let number = min;
  while (commonDivisor(number, to) > 1) number++;
  return number;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
