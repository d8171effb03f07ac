import { colorTable } from '../image/color-table.ts';
import { COLOR_SAMPLES, type TiffPage } from './page.ts';

/** A part of a page in which every row has the samples of some channels. */
export interface SampleRows {
  readonly bytes: Uint8Array;
  readonly rowBytes: number;
  /** Samples per pixel in these rows. */
  readonly samples: number;
  readonly isLittleEndian: boolean;
}

/** Adds to each sample its left neighbor in the same channel. */
export function addDifferences(rows: SampleRows, bits: number): void {
  const { bytes, rowBytes, samples, isLittleEndian } = rows;
  const size = bits / 8;
  const step = size * samples;
  // Bytes of a number from the lowest to the highest, which its sum carries into.
  const order = Array.from({ length: size }, (_, i) => (isLittleEndian ? i : size - 1 - i));
  for (let start = 0; start < bytes.length; start += rowBytes) {
    const end = Math.min(bytes.length, start + rowBytes);
    if (size === 1) {
      for (let at = start + step; at < end; at++) bytes[at] = bytes[at]! + bytes[at - step]!;
      continue;
    }
    for (let at = start + step; at + size <= end; at += size) {
      let carry = 0;
      for (const offset of order) {
        const sum = bytes[at + offset]! + bytes[at + offset - step]! + carry;
        bytes[at + offset] = sum;
        carry = sum >> 8;
      }
    }
  }
}

/** Returns a function that reads a sample as 8 bits, or as the index that it is. */
export function sampleReader(
  { bytes, isLittleEndian }: Pick<SampleRows, 'bytes' | 'isLittleEndian'>,
  { bits, colors }: TiffPage,
): (rowStart: number, sample: number) => number {
  if (bits === 8) return (start, sample) => bytes[start + sample]!;
  if (bits >= 16) {
    const size = bits / 8;
    const high = isLittleEndian ? size - 1 : 0;
    const low = isLittleEndian ? size - 2 : 1; // of 32 bits, the lower 16 make no difference in 8
    return (start, sample) => {
      const at = start + size * sample;
      return (((bytes[at + high]! << 8) | bytes[at + low]!) * 255 + 32895) >>> 16;
    };
  }
  const mask = 2 ** bits - 1;
  const scale = colors === 'indexed' ? 1 : 255 / mask;
  return (start, sample) => {
    const bit = sample * bits;
    return ((bytes[start + (bit >> 3)]! >> (8 - bits - (bit & 7))) & mask) * scale;
  };
}

/** Returns the channel of RGBA pixels in which each sample is collected; -1 for further channels, which are not read. */
export function channelsOf({ samples, colors, alpha }: TiffPage): readonly number[] {
  const count = COLOR_SAMPLES[colors];
  return Array.from({ length: samples }, (_, i) =>
    i < count ? i : i === count && alpha !== 'none' ? 3 : -1,
  );
}

/** Turns collected samples into RGBA, in place. */
export function finishPixels(
  data: Uint8Array,
  { colors, alpha }: TiffPage,
  colorMap: readonly number[],
): void {
  if (colors === 'indexed') applyColorMap(data, colorMap);
  else if (colors === 'cmyk') convertCmyk(data);
  else if (colors === 'gray' || colors === 'white-is-zero') spreadGray(data, colors === 'white-is-zero');
  if (alpha === 'none') for (let at = 3; at < data.length; at += 4) data[at] = 255;
  else if (alpha === 'premultiplied') unpremultiply(data);
}

function applyColorMap(data: Uint8Array, colorMap: readonly number[]): void {
  const count = colorMap.length / 3;
  const is8Bit = colorMap.every((value) => value < 256); // by mistake of some writers
  const palette = new Uint8Array(4 * count);
  for (let i = 0; i < palette.length; i++) {
    const value = i % 4 === 3 ? 0xffff : colorMap[(i % 4) * count + (i >> 2)]!;
    palette[i] = is8Bit ? value : value >> 8; // 255 is stored as 65535 or as 65280
  }
  const { pixels } = colorTable(palette);
  const out = new Uint32Array(data.buffer);
  for (let i = 0; i < out.length; i++) out[i] = pixels[data[4 * i]!]!;
}

function convertCmyk(data: Uint8Array): void {
  for (let at = 0; at < data.length; at += 4) {
    const light = 255 - data[at + 3]!;
    for (let i = at; i < at + 3; i++) data[i] = Math.round(((255 - data[i]!) * light) / 255);
  }
}

function spreadGray(data: Uint8Array, isInverted: boolean): void {
  for (let at = 0; at < data.length; at += 4) {
    const gray = isInverted ? 255 - data[at]! : data[at]!;
    data[at] = gray;
    data[at + 1] = gray;
    data[at + 2] = gray;
  }
}

function unpremultiply(data: Uint8Array): void {
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3]!;
    if (alpha === 0 || alpha === 255) continue;
    for (let i = at; i < at + 3; i++) data[i] = Math.min(255, Math.round((data[i]! * 255) / alpha));
  }
}
