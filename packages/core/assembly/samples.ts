// The colors of sampled pixels with their counts, as in src/kernels/samples.ts.

import { HASH, SAMPLE_CACHE_BITS } from '../src/constants';
import { LISTS } from './nearest-search';
import { pointOf } from './working-space';

/** Two u32 per slot: a color and its count; count 0 is free. Shares memory with the search, which is idle meanwhile. */
const CACHE = LISTS;

let coordinates: usize = 0;
let weights: usize = 0;
let size: u32 = 0;
/** Bitwise AND of all colors. */
let common: u32 = 0xffffffff;

/** Starts a set of samples. The arrays have room for one point per sample. */
export function startSamples(toCoordinates: usize, toWeights: usize): void {
  coordinates = toCoordinates;
  weights = toWeights;
  size = 0;
  common = 0xffffffff;
  memory.fill(CACHE, 0, 8 << SAMPLE_CACHE_BITS);
}

/** Adds every `stride`-th of `count` pixels from `first` on. */
export function addSamples(pixels: usize, count: u32, first: u32, stride: u32): void {
  for (let i = first; i < count; i += stride) {
    const color = load<u32>(pixels + ((<usize>i) << 2));
    const slot = CACHE + ((<usize>((color * HASH) >>> (32 - SAMPLE_CACHE_BITS))) << 3);
    if (load<u32>(slot) === color) {
      store<u32>(slot, load<u32>(slot, 4) + 1, 4);
    } else {
      write(slot);
      store<u32>(slot, color);
      store<u32>(slot, 1, 4);
    }
  }
}

/** Whether all samples are opaque. */
export function areOpaque(): bool {
  return common >= 0xff000000;
}

/** Writes the rest of the cache. Returns the number of points. */
export function endSamples(): u32 {
  for (let slot = CACHE; slot < CACHE + (8 << SAMPLE_CACHE_BITS); slot += 8) write(slot);
  return size;
}

function write(slot: usize): void {
  const count = load<u32>(slot, 4);
  if (count === 0) return;
  store<u64>(coordinates + ((<usize>size) << 3), pointOf(load<u32>(slot)));
  store<u32>(weights + ((<usize>size) << 2), count);
  size++;
  common &= load<u32>(slot);
}
