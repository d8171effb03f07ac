import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutOut, extractColors, maskOf, NO_SEGMENT, segmentImage } from '../src/palette/index.ts';
import { quantize } from '../src/quantize.ts';
import { anyImage, paint } from './helpers/images.ts';
import { paintScene, type Rgb } from './helpers/scenes.ts';

const BLUE = [20, 60, 200, 255];
const RED = [210, 40, 30, 255];
/** Nothing in the first column, then blue, with a red block of 3 × 2 at 4, 1, half seen in its first column. */
const flag = paint(10, 5, (x, y) => {
  if (x === 0) return [9, 9, 9, 0];
  const block = x >= 4 && x < 7 && y >= 1 && y < 3;
  return block ? [...RED.slice(0, 3), x === 4 ? 60 : 255] : BLUE;
});
const COLORS = Uint8Array.from([...BLUE, ...RED, 128, 128, 128, 255]);

it('segments have their pixels, share and box, whatever the opacity', () => {
  const { labels, list } = segmentImage(flag, COLORS);
  expect(list.map(({ pixels }) => pixels)).toEqual([39, 6, 0]);
  expect(list.map(({ box }) => box)).toEqual([
    { x: 1, y: 0, width: 9, height: 5 },
    { x: 4, y: 1, width: 3, height: 2 },
    { x: 0, y: 0, width: 0, height: 0 },
  ]);
  expect(list[1]!.share).toBeCloseTo(6 / 45, 10);
  expect(list[1]!.rgba).toEqual(Uint8Array.from(RED));
  expect(labels[0]).toBe(NO_SEGMENT);
});

it('masks and cut-outs hold exactly their own pixels', () => {
  const segments = segmentImage(flag, COLORS);
  const mask = maskOf(segments, 1);
  expect([...mask].flatMap((inside, i) => (inside ? [i] : []))).toEqual([14, 15, 16, 24, 25, 26]);
  const { data } = cutOut(flag, segments, 1);
  for (let i = 0; i < mask.length; i++)
    expect([...data.subarray(4 * i, 4 * i + 4)]).toEqual(
      mask[i] ? [...flag.data.subarray(4 * i, 4 * i + 4)] : [0, 0, 0, 0],
    );
});

it('each visible pixel of any image is in one cut-out, unchanged', () => {
  fc.assert(
    fc.property(anyImage, (image) => {
      const colors = extractColors(image, { colors: 4 }).flatMap(({ rgba }) => [...rgba]);
      fc.pre(colors.length > 0);
      const segments = segmentImage(image, Uint8Array.from(colors));
      const whole = new Uint8Array(image.data.length);
      segments.list.forEach((_, index) => {
        cutOut(image, segments, index).data.forEach((value, i) => {
          whole[i]! += value; // would pass what was there if two held it
        });
      });
      const seen = image.data.map((value, i) => (image.data[4 * (i >> 2) + 3] === 0 ? 0 : value));
      expect(whole).toEqual(Uint8Array.from(seen));
    }),
    { numRuns: 40 },
  );
});

it('blends along edges make no segment of their own', () => {
  const truth: Rgb[] = [
    [250, 250, 250],
    [200, 30, 40],
    [225, 140, 145], // about what the edges between the two are
  ];
  const { image } = paintScene(truth.slice(0, 2), [0.7, 0.3], 0, 3);
  const colors = Uint8Array.from(truth.flatMap((rgb) => [...rgb, 255]));
  expect(segmentImage(image, colors).list[2]!.pixels).toBe(0);
});

it('an indexed image is cut by its own labels', () => {
  const indexed = quantize(flag, { maxColors: 4 });
  const { labels } = segmentImage(flag, indexed);
  const visible = labels.filter((label) => label !== NO_SEGMENT);
  expect(visible).toEqual(indexed.indices.filter((_, i) => flag.data[4 * i + 3]! > 0));
  const other = paint(3, 5, () => BLUE);
  expect(() => segmentImage(other, indexed)).toThrow('3 × 5 labels');
});
