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
import { cut, quantizeInStrips, type Strip, type StripStages } from '../src/parallel/strips.ts';
import { createSlots } from '../src/threads/job-queue.ts';
import { photo } from './helpers/images.ts';

const image = photo(60, 41);
const options = { maxColors: 9 };

/** The stages as promises, which note the strips that they were given. */
function stagesOf(strips: Strip[] = []): StripStages<Histogram, PaletteResult, RemapResult> {
  return {
    async count(strip, counted = createHistogram(), onProgress) {
      strips.push(strip);
      await null;
      addImage(counted, strip);
      onProgress({ stage: 'histogram', done: 1 });
      return counted;
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
    async join(found, labeled) {
      const indices = Uint8Array.from(labeled.flatMap((each) => Array.from(each.indices)));
      return { ...found, ...image, indices, mse: 0 };
    },
  };
}

const quiet = () => {};
const forever = new AbortController().signal;

/** Slots of which so many are free, apart from that of the job itself. */
async function slotsWithFree(free: number) {
  const slots = createSlots(() => free + 1);
  await slots.take(forever);
  return slots;
}

describe('an image in strips', () => {
  test.each([
    [1, 0],
    [2, 1],
    [7, 1],
    [100, 3],
  ])('comes out as in one piece: %i strips, %i threads free', async (count, free) => {
    const strips: Strip[] = [];
    const stages = stagesOf(strips);
    let histograms = 0;
    const cluster: typeof stages.cluster = (counted, onProgress) => {
      histograms = counted.length;
      return stages.cluster(counted, onProgress);
    };
    const slots = await slotsWithFree(free);
    const result = await quantizeInStrips(image, count, { ...stages, cluster }, slots, quiet);
    const histogram = createHistogram();
    addImage(histogram, image);
    const { palette } = extractPalette(histogram, options);
    expect(result.palette).toEqual(palette);
    expect(result.indices).toEqual(remap(image, palette).indices);
    expect(strips).toHaveLength(2 * Math.min(count, image.height));
    expect(histograms).toBe(Math.min(count, free + 1));
  });

  test('does as many strips at once as there are threads free, and gives them back also after an error', async () => {
    const slots = await slotsWithFree(2);
    const stages = stagesOf();
    let now = 0;
    let most = 0;
    let begun = 0;
    const label: typeof stages.label = async (...args) => {
      most = Math.max(most, ++now);
      if (++begun === 8) throw new Error('no label');
      const labeled = await stages.label(...args);
      now--;
      return labeled;
    };
    const cluster: typeof stages.cluster = (...args) => {
      const free = slots.takeFree(9);
      expect(free).toHaveLength(2);
      for (const release of free) release();
      return stages.cluster(...args);
    };
    const job = quantizeInStrips(image, 20, { ...stages, cluster, label }, slots, quiet);
    await expect(job).rejects.toThrow('no label');
    expect(most).toBe(3);
    expect(begun).toBeLessThanOrEqual(8 + 2); // those that were under way, and no other
    expect(slots.takeFree(9)).toHaveLength(2);
  });

  test('lets others have the threads after one strip each', async () => {
    const slots = await slotsWithFree(2);
    const stages = stagesOf();
    let begun = 0;
    let others = Number.POSITIVE_INFINITY;
    const count: typeof stages.count = (...args) => {
      if (++begun === 2) {
        // Another job comes, and keeps its thread.
        void slots.take(forever).then(() => {
          others = begun;
        });
      }
      return stages.count(...args);
    };
    await quantizeInStrips(image, 20, { ...stages, count }, slots, quiet);
    expect(others).toBeLessThanOrEqual(6);
    expect(slots.takeFree(9)).toHaveLength(1);
  });

  test('is told about as one job', async () => {
    const slots = await slotsWithFree(1);
    const seen: Progress[] = [];
    await quantizeInStrips(image, 2, stagesOf(), slots, (progress) => seen.push(progress));
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
