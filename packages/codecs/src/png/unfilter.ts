import { damaged } from '../errors.ts';
import type { RowBuffer } from './row-buffer.ts';

/**
 * Reverses the filter of one row in place (PNG specification, 9).
 * @param row - the filter and the filtered samples
 * @param above - the previous row; all zero for the first row
 * @param step - bytes per pixel, at least 1
 */
export function unfilterRow(row: RowBuffer, above: RowBuffer, step: number): void {
  const filter = row.bytes[0]!;
  switch (filter) {
    case 0:
      return;
    case 1:
      if (step === 3) unfilterSub3(row.samples);
      else unfilterSub(row.samples, step);
      return;
    case 2:
      unfilterUp(row, above);
      return;
    case 3:
      unfilterAverage(row.samples, above.samples, step);
      return;
    case 4:
      if (step === 3) unfilterPaeth3(row.samples, above.samples);
      else if (step === 4) unfilterPaeth4(row.samples, above.samples);
      else unfilterPaeth(row.samples, above.samples, step);
      return;
    default:
      throw damaged(`Expected a PNG filter from 0 to 4 but found ${filter}: the image data is damaged.`);
  }
}

// Channels are independent. What the next pixel needs stays in variables, which is faster than to read it again.

function unfilterSub(row: Uint8Array, step: number): void {
  const { length } = row;
  for (let channel = 0; channel < step; channel++) {
    let left = 0;
    for (let i = channel; i < length; i += step) {
      left = (row[i]! + left) & 255;
      row[i] = left;
    }
  }
}

/** For RGB of 8 bits: three channels at a time. */
function unfilterSub3(row: Uint8Array): void {
  const { length } = row;
  let [a0, a1, a2] = [0, 0, 0];
  for (let i = 2; i < length; i += 3) {
    a0 = (row[i - 2]! + a0) & 255;
    a1 = (row[i - 1]! + a1) & 255;
    a2 = (row[i]! + a2) & 255;
    row[i - 2] = a0;
    row[i - 1] = a1;
    row[i] = a2;
  }
}

/** Adds four samples at a time. */
function unfilterUp({ samples, words }: RowBuffer, above: RowBuffer): void {
  const { length } = words;
  for (let i = 0; i < length; i++) {
    const a = words[i]! | 0;
    const b = above.words[i]! | 0;
    words[i] = ((a & 0x7f7f7f7f) + (b & 0x7f7f7f7f)) ^ ((a ^ b) & 0x80808080); // no carry into the next sample
  }
  for (let i = 4 * length; i < samples.length; i++) samples[i]! += above.samples[i]!;
}

function unfilterAverage(row: Uint8Array, above: Uint8Array, step: number): void {
  const { length } = row;
  for (let channel = 0; channel < step; channel++) {
    let left = 0;
    for (let i = channel; i < length; i += step) {
      left = (row[i]! + ((left + above[i]!) >> 1)) & 255;
      row[i] = left;
    }
  }
}

function unfilterPaeth(row: Uint8Array, above: Uint8Array, step: number): void {
  const { length } = row;
  const first = Math.min(step, length);
  for (let i = 0; i < first; i++) row[i]! += above[i]!;
  for (let i = step; i < length; i++) row[i]! += paeth(row[i - step]!, above[i]!, above[i - step]!);
}

/** For RGB of 8 bits: the pixels at the left and above it stay in variables. */
function unfilterPaeth3(row: Uint8Array, above: Uint8Array): void {
  const { length } = row;
  let [a0, a1, a2, c0, c1, c2] = [0, 0, 0, 0, 0, 0];
  for (let i = 2; i < length; i += 3) {
    const b0 = above[i - 2]!;
    const b1 = above[i - 1]!;
    const b2 = above[i]!;
    a0 = (row[i - 2]! + paeth(a0, b0, c0)) & 255;
    a1 = (row[i - 1]! + paeth(a1, b1, c1)) & 255;
    a2 = (row[i]! + paeth(a2, b2, c2)) & 255;
    row[i - 2] = a0;
    row[i - 1] = a1;
    row[i] = a2;
    c0 = b0;
    c1 = b1;
    c2 = b2;
  }
}

/** For RGBA of 8 bits, likewise. */
function unfilterPaeth4(row: Uint8Array, above: Uint8Array): void {
  const { length } = row;
  let [a0, a1, a2, a3, c0, c1, c2, c3] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = 3; i < length; i += 4) {
    const b0 = above[i - 3]!;
    const b1 = above[i - 2]!;
    const b2 = above[i - 1]!;
    const b3 = above[i]!;
    a0 = (row[i - 3]! + paeth(a0, b0, c0)) & 255;
    a1 = (row[i - 2]! + paeth(a1, b1, c1)) & 255;
    a2 = (row[i - 1]! + paeth(a2, b2, c2)) & 255;
    a3 = (row[i]! + paeth(a3, b3, c3)) & 255;
    row[i - 3] = a0;
    row[i - 2] = a1;
    row[i - 1] = a2;
    row[i] = a3;
    c0 = b0;
    c1 = b1;
    c2 = b2;
    c3 = b3;
  }
}

/**
 * Returns the neighbor that is nearest to `left + above - corner`. It takes masks of signs instead of branches, which
 * processors cannot predict in photographs: twice as fast.
 */
function paeth(left: number, above: number, corner: number): number {
  const difference = left - above;
  const below = difference & (difference >> 31);
  const low = above + below;
  const high = left - below;
  const turn = 3 * corner - left - above; // the corner is nearest if this is between low and high
  const lowOrCorner = low + ((corner - low) & ((turn - high) >> 31));
  return high + ((lowOrCorner - high) & ((low - turn) >> 31));
}
