import { QuantizeError } from '../errors.ts';
import { remap } from '../remap.ts';
import type { IndexedImage, Palette, RgbaImage } from '../types.ts';
import { crispEdges } from './crisp-edges.ts';

/** The pixels of an image that have one palette color. */
export interface Segment {
  /** 4 bytes: red, green, blue, alpha, not premultiplied. */
  readonly rgba: Uint8Array;
  /** Number of pixels. */
  readonly pixels: number;
  /** Share of the visible pixels, 0 to 1. */
  readonly share: number;
  /** Bounding box in pixels; all zeros without pixels. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** An image divided into segments. */
export interface Segments {
  readonly width: number;
  readonly height: number;
  /** Segment of each pixel, one byte each; `NO_SEGMENT` for fully transparent pixels. */
  readonly labels: Uint8Array;
  /** One segment per color, in palette order. */
  readonly list: readonly Segment[];
}

/** Label of fully transparent pixels. */
export const NO_SEGMENT = 255;

/**
 * Divides an image into one segment per color. With a palette, each visible pixel belongs to the nearest color in
 * Oklab, whatever its opacity; blends along edges belong to the nearer side. With an indexed image, its labels are
 * used.
 *
 * @param colors a palette of 1 to 255 colors, or an indexed image of the same size.
 * @throws QuantizeError if the image or the palette is invalid, the sizes differ, or there are more than 255 colors.
 */
export function segmentImage(image: RgbaImage, colors: Palette | IndexedImage): Segments {
  const indexed = 'indices' in colors ? colors : labelVisible(image, colors);
  const { indices, palette } = indexed;
  const { data, height, width } = image;
  if (indexed.width !== width || indexed.height !== height)
    throw new QuantizeError(
      'invalid-dimensions',
      'indices',
      `${width} × ${height} labels`,
      `${indexed.width} × ${indexed.height}`,
    );
  const count = palette.length / 4;
  if (count > NO_SEGMENT)
    throw new QuantizeError('option-out-of-range', 'palette', `at most ${NO_SEGMENT} colors`, count);
  const labels = Uint8Array.from(indices);
  for (let i = 0; i < labels.length; i++) if (data[4 * i + 3] === 0) labels[i] = NO_SEGMENT;
  return { width, height, labels, list: describe(labels, width, palette) };
}

/**
 * Returns a mask of one byte per pixel: 1 inside the segment, 0 outside.
 *
 * @param index number of the segment, its palette index.
 */
export function maskOf({ labels }: Segments, index: number): Uint8Array {
  return labels.map((label) => (label === index ? 1 : 0));
}

/**
 * Returns an image of the same size that holds the pixels of one segment on full transparency.
 *
 * @param index number of the segment, its palette index.
 */
export function cutOut({ data, width, height }: RgbaImage, { labels }: Segments, index: number): RgbaImage {
  const cut = new Uint8Array(data.length);
  for (let i = 0, at = 0; i < labels.length; i++, at += 4) {
    if (labels[i] !== index) continue;
    for (let channel = 0; channel < 4; channel++) cut[at + channel] = data[at + channel]!;
  }
  return { data: cut, width, height };
}

/** Labels pixels by color alone: translucent pixels go to the same color as opaque ones. */
function labelVisible(image: RgbaImage, palette: Palette): IndexedImage {
  const crisp = crispEdges(image);
  const { data } = crisp;
  for (let at = 0; at < data.length; at += 4)
    if (data[at + 3] === 0) for (let i = 0; i < 4; i++) data[at + i] = image.data[at + i]!;
  return remap(crisp, palette, { alpha: 'ignore', dither: 0, space: 'oklab' });
}

function describe(labels: Uint8Array, width: number, palette: Palette): Segment[] {
  const parts = Array.from({ length: palette.length / 4 }, () => ({
    pixels: 0,
    left: Infinity,
    top: Infinity,
    right: -1,
    bottom: -1,
  }));
  let visible = 0;
  for (let i = 0, x = 0, y = 0; i < labels.length; i++) {
    const part = parts[labels[i]!];
    if (part) {
      visible++;
      part.pixels++;
      if (x < part.left) part.left = x;
      if (x > part.right) part.right = x;
      if (y < part.top) part.top = y;
      part.bottom = y;
    }
    if (++x === width) {
      x = 0;
      y++;
    }
  }
  return parts.map(({ bottom, left, pixels, right, top }, i) => ({
    rgba: palette.slice(4 * i, 4 * i + 4),
    pixels,
    share: visible === 0 ? 0 : pixels / visible,
    box:
      pixels === 0
        ? { x: 0, y: 0, width: 0, height: 0 }
        : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 },
  }));
}
