import {
  addImage,
  createHistogram,
  extractPalette,
  type Histogram,
  mergeHistograms,
  type PaletteResult,
  type Progress,
  type RemapResult,
  remap,
} from '@kcolors/core';
import { describe, expect, test } from 'vitest';
import { createSlots } from '../src/parallel/slots.ts';
import { cut, quantizeInStrips, type Strip, type StripStages } from '../src/parallel/strips.ts';
import { photo } from './helpers/images.ts';

const image = photo(60, 41);
const options = { maxColors: 9 };

/** The stages as promises, which note the strips that they were given. */
function stagesOf(strips: Strip[] = []): StripStages<Histogram, PaletteResult, RemapResult> {
  return {
    async count(strip, onProgress) {
      strips.push(strip);
      const histogram = createHistogram();
      addImage(histogram, strip);
      onProgress({ stage: 'histogram', done: 1 });
      return histogram;
    },
    async cluster(counted, onProgress) {
      onProgress({ stage: 'lloyd', done: 1 });
      return extractPalette(mergeHistograms(counted), options);
    },
    async label(strip, { palette }, onProgress) {
      strips.push(strip);
      await null;
      onProgress({ stage: 'remap', done: 1 });
      return remap(strip, palette);
    },
    join(found, labeled) {
      const indices = Uint8Array.from(labeled.flatMap((each) => Array.from(each.indices)));
      return { ...found, ...image, indices, mse: 0 };
    },
  };
}

const quiet = () => {};
const forever = new AbortController().signal;

describe('an image in strips', () => {
  test.each([1, 2, 7, 100])('comes out as in one piece, where %i threads are free', async (threads) => {
    const slots = createSlots(threads);
    await slots.take(forever);
    const strips: Strip[] = [];
    const result = await quantizeInStrips(image, stagesOf(strips), slots, quiet);
    const histogram = createHistogram();
    addImage(histogram, image);
    const { palette } = extractPalette(histogram, options);
    expect(result.palette).toEqual(palette);
    expect(result.indices).toEqual(remap(image, palette).indices);
    expect(strips).toHaveLength(2 * Math.min(threads, image.height));
  });

  test('uses the threads that are free and gives them back after each stage, also after an error', async () => {
    const slots = createSlots(4);
    for (let i = 0; i < 2; i++) await slots.take(forever); // the job's own, and another's
    const strips: Strip[] = [];
    const stages = stagesOf(strips);
    const cluster: typeof stages.cluster = (...args) => {
      const free = slots.takeFree(9);
      expect(free).toHaveLength(2);
      for (const release of free) release();
      return stages.cluster(...args);
    };
    await quantizeInStrips(image, { ...stages, cluster }, slots, quiet);
    expect(strips).toHaveLength(2 * 3);
    const label = () => Promise.reject(new Error('no label'));
    await expect(quantizeInStrips(image, { ...stages, label }, slots, quiet)).rejects.toThrow('no label');
    expect(slots.takeFree(9)).toHaveLength(2);
  });

  test('is told about as one job', async () => {
    const slots = createSlots(2);
    await slots.take(forever);
    const seen: Progress[] = [];
    await quantizeInStrips(image, stagesOf(), slots, (progress) => seen.push(progress));
    expect(seen.map(({ stage, done }) => `${stage} ${Math.round(100 * done)}`)).toEqual([
      'histogram 5',
      'histogram 10',
      'lloyd 60',
      'remap 80',
      'remap 100',
    ]);
  });

  test('is cut at rows, without gaps', () => {
    const strips = cut(image, 6);
    expect(strips.map(({ firstRow }) => firstRow)).toEqual([0, 6, 13, 20, 27, 34]);
    expect(strips.reduce((sum, { height }) => sum + height, 0)).toBe(image.height);
    expect(Buffer.concat(strips.map(({ data }) => Buffer.from(data)))).toEqual(Buffer.from(image.data));
    expect(strips.every(({ data }) => data.buffer === image.data.buffer)).toBe(true);
  });
});
