import type { WorkingSpace } from '../color/working-space.ts';
import { HASH, SAMPLE_CACHE_BITS } from '../constants.ts';
import type { Pixels } from '../image/pixels.ts';
import type { Memory } from './memory.ts';
import { allocatePoints, firstPoints, type Points } from './points.ts';

/**
 * The colors of sampled pixels with how often they came: the points of the last iterations. A cache joins equal colors
 * that come close to one another, which is most of them; a color may be there several times, which changes no sum.
 */
export interface Samples {
  /** Room for the points, one for each sample at worst. */
  readonly points: Points;
  size: number;
  /** All colors at once, bit by bit. */
  common: number;
  /** A direct-mapped cache: two numbers a slot, a color and how often it came. Count 0: the slot is free. */
  readonly cache: Uint32Array;
  readonly space: WorkingSpace;
}

/** Most pixels that are sampled; of more, every n-th is taken. */
export const MOST_SAMPLES: number = 2 ** 20;

export function createSamples(most: number, space: WorkingSpace, memory: Memory): Samples {
  const points = allocatePoints(memory, most);
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

/** All points of what was added. */
export function samplePoints(samples: Samples): Points {
  const { cache, points } = samples;
  for (let slot = 0; slot < cache.length; slot += 2) if (cache[slot + 1] !== 0) write(samples, slot);
  return { ...firstPoints(points, samples.size), solid: samples.common >>> 24 === 255 };
}

function write(samples: Samples, slot: number): void {
  const { cache, points, space } = samples;
  space.toPoint(cache[slot]!, points.coordinates, 4 * samples.size);
  points.weights[samples.size++] = cache[slot + 1]!;
  samples.common &= cache[slot]!;
}

/**
 * Every how many pixels a sample is taken: nothing in common with the width, so that all columns get their turn.
 */
export function sampleStride(pixels: number, width: number, most: number = MOST_SAMPLES): number {
  return coprime(Math.max(1, Math.ceil(pixels / most)), width);
}

/** The least number from another one on that has nothing in common with a third. */
export function coprime(least: number, to: number): number {
  let number = least;
  while (commonDivisor(number, to) > 1) number++;
  return number;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
