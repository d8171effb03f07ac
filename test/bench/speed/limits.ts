import { quantize, remap } from '@kcolors/core';
import type { BenchImage } from '../images.ts';

/** The minimum work of any quantizer: reading every pixel, and one lookup and one write per pixel. */
export interface Passes {
  readonly read: () => void;
  /** Labels by a table of 2¹⁵ entries, which is inexact, into memory that was used before. */
  readonly lut: () => void;
  /** The same from the caller's pixels into a new array, as a quantizer has to return it. */
  readonly lutHandedOut: () => void;
  /**
   * The same with the number of pixels per label and the squared error: the full output of an exact remap of kcolors.
   */
  readonly lutCounted: () => void;
}

export const PASSES = ['read', 'lut', 'lutHandedOut', 'lutCounted'] as const satisfies (keyof Passes)[];

/** Prepares the passes of an image: their input is in memory before the clock starts. */
export type PassMaker = (image: BenchImage, table: LabelTable) => Passes;

export interface LabelTable {
  /** Index of the nearest of 256 colors for each color of five bits per channel. */
  readonly labels: Uint8Array;
  /** These colors, a word each. */
  readonly colors: Uint32Array;
}

export function lutOf(image: BenchImage): LabelTable {
  const { palette } = quantize(image, { maxColors: 256 });
  const centers = Uint8Array.from({ length: 4 << 15 }, (_, i) => {
    const channel = i & 3;
    return channel === 3 ? 255 : (((i >> (2 + 5 * channel)) & 31) << 3) + 4;
  });
  const { indices } = remap({ data: centers, width: 256, height: 128 }, palette);
  const padded = new Uint8Array(1024);
  padded.set(palette);
  return { labels: indices, colors: new Uint32Array(padded.buffer) };
}

/** Number of pixels that the passes process at a time, as in kcolors. */
export const PIECE: number = 2 ** 15;

export const jsPasses: PassMaker = ({ data }, { colors, labels: table }) => {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length / 4);
  const kept = new Uint8Array(words.length);
  const label = (pixels: Uint32Array, labels: Uint8Array): void => {
    for (let i = 0; i < pixels.length; i++) {
      const word = pixels[i]!;
      labels[i] = table[((word >> 3) & 0x1f) | ((word >> 6) & 0x3e0) | ((word >> 9) & 0x7c00)]!;
    }
  };
  const handOut = (counts?: Uint32Array): void => {
    const labels = new Uint8Array(words.length);
    let error = 0;
    for (let from = 0; from < words.length; from += PIECE) {
      const pixels = words.subarray(from, from + PIECE);
      const part = labels.subarray(from, from + PIECE);
      label(pixels, part);
      if (counts) error += tally(pixels, part, counts, colors);
    }
    keep(labels[0]! + error);
  };
  return {
    read: () => {
      let sum = 0;
      for (let i = 0; i < words.length; i++) sum = (sum + words[i]!) | 0;
      keep(sum);
    },
    lut: () => {
      label(words, kept);
      keep(kept[0]!);
    },
    lutHandedOut: () => handOut(),
    lutCounted: () => handOut(new Uint32Array(256)),
  };
};

/** Counts labels and returns the sum of the squared differences to their colors. Ignores alpha. */
function tally(pixels: Uint32Array, labels: Uint8Array, counts: Uint32Array, colors: Uint32Array): number {
  let error = 0;
  for (let i = 0; i < pixels.length; i++) {
    const p = pixels[i]!;
    const c = colors[labels[i]!]!;
    counts[labels[i]!]!++;
    const red = (p & 255) - (c & 255);
    const green = ((p >>> 8) & 255) - ((c >>> 8) & 255);
    const blue = ((p >>> 16) & 255) - ((c >>> 16) & 255);
    error += red * red + green * green + blue * blue;
  }
  return error;
}

/** Stores results, so that no compiler removes the work behind them. */
const kept = new Int32Array(1);
export function keep(value: number): void {
  kept[0]! ^= value;
}
