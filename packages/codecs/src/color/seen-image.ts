// Converts images to what is seen: pixels in sRGB, and the colors that sRGB does not have.
import type { RgbaImage } from '@kcolors/core';
import type { DecodedImage } from '../types.ts';
import { pixelsInSrgb } from './carry-colors.ts';
import { PRIMARIES, SRGB_PRIMARIES } from './cicp.ts';
import { colorSpaceOf } from './color-space.ts';
import { type ColorEncoding, encodingOf } from './encoding.ts';
import { colorantsOf, matrixBetween } from './primaries.ts';

/** Pixels in sRGB. */
export interface SeenImage {
  readonly image: RgbaImage;
  /** A sentence about colors that could not be converted. */
  readonly note?: string;
  /**
   * Returns the color of the image that a color of `image` stands for, if it is outside of sRGB:
   * `color(display-p3 1 0 0)`, the one that most pixels have. Otherwise undefined.
   * @param hex - `#rrggbb` of pixels of `image`
   */
  readonly outsideSrgb?: (hex: string) => string | undefined;
}

/**
 * Returns the pixels of an image in sRGB, by its color profile or the color chunks of a PNG. Colors outside of sRGB are
 * clipped per channel.
 * @param decoded - image with its metadata; it is not modified
 */
export function imageInSrgb({ image, metadata }: Pick<DecodedImage, 'image' | 'metadata'>): SeenImage {
  const encoding = encodingOf(metadata);
  if (encoding.kind === 'hdr') {
    return {
      image,
      note: `The image has a high dynamic range (${encoding.name}): its colors were taken as sRGB.`,
    };
  }
  if (encoding.kind === 'tables') {
    return {
      image,
      note: 'The color profile has lookup tables, which are not applied: colors may look different.',
    };
  }
  if (colorSpaceOf(metadata) === 'srgb' || encoding.kind === 'srgb') return { image };
  const data = pixelsInSrgb(image.data, encoding);
  if (!data) return { image };
  return {
    image: { ...image, data },
    outsideSrgb: (hex) => outsideSrgb(image.data, data, encoding, hex),
  };
}

const P3 = colorantsOf(PRIMARIES[12]!)!;
const SRGB = colorantsOf(SRGB_PRIMARIES)!;
/** How far a channel of linear light is outside of sRGB at least: rounding stays within. */
const OUTSIDE = 0.004;
const ROUNDING = 0.025;

function outsideSrgb(
  pixels: Uint8Array | Uint8ClampedArray,
  seen: Uint8Array,
  { colorants, curves }: Extract<ColorEncoding, { kind: 'matrix' }>,
  hex: string,
): string | undefined {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  if (![r, g, b].some((value) => value === 0 || value === 255)) return undefined; // clipping leaves an end of the range
  const counts = new Map<number, number>();
  for (let at = 0; at < seen.length; at += 4) {
    if (seen[at] !== r || seen[at + 1] !== g || seen[at + 2] !== b || seen[at + 3] === 0) continue;
    const source = (pixels[at]! << 16) | (pixels[at + 1]! << 8) | pixels[at + 2]!;
    counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([one, m], [other, n]) => n - m || one - other);
  if (!most) return undefined;
  const light = [16, 8, 0].map((shift, i) => curves[i]!(((most[0] >> shift) & 255) / 255));
  const linear = product(matrixBetween(colorants, SRGB), light);
  if (linear.every((value) => value >= -OUTSIDE && value <= 1 + OUTSIDE)) return undefined;
  const channels = product(matrixBetween(colorants, P3), light).map(encoded);
  return `color(display-p3 ${channels.map(shortened).join(' ')})`;
}

/** Rounds a channel. What is nearer to 0 or 1 than the rounding of colorants comes from that. */
function shortened(value: number): number {
  const end = Math.round(value);
  return (end === 0 || end === 1) && Math.abs(value - end) < ROUNDING ? end : Number(value.toFixed(3));
}

const product = (rows: ReturnType<typeof matrixBetween>, [x, y, z]: readonly number[]): number[] =>
  rows.map((row) => row[0] * x! + row[1] * y! + row[2] * z!);

/** Encodes linear light with the curve of sRGB, IEC 61966-2-1, which Display P3 has, too. */
const encoded = (light: number): number =>
  light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
