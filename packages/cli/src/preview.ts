import { crc32, deflateSync } from 'node:zlib';
import { type CompressResult, flattenOnWhite, type InputFormat } from '@kcolors/codecs';
import type { RgbaImage } from '@kcolors/core';
import { qualityScore } from '@kcolors/core/quality-score';

/** An image that a page can embed. */
export interface Preview {
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** Previews of an image's original and result. */
export interface PreviewPair {
  readonly before: Preview;
  readonly after: Preview;
  /** Size of the previews relative to the images; 1 if they are the files themselves. */
  readonly scale: number;
  /** Quality score, 0 to 100: see `qualityScore` of `@kcolors/core/quality-score`. */
  readonly score: number;
}

/** Maximum size of an embedded image. */
export interface PreviewLimit {
  readonly pixels: number;
  readonly bytes: number;
}

/** Returns limits that keep the whole page loadable with any number of images. */
export function previewLimit(images: number): PreviewLimit {
  const share = (total: number, min: number, max: number) =>
    Math.round(Math.min(max, Math.max(min, total / Math.max(1, images))));
  return { pixels: share(64e6, 2e5, 4e6), bytes: share(96e6, 3e5, 6e6) };
}

/**
 * Returns the files themselves if they are small enough and have the same size in pixels. Otherwise scales the original,
 * as it was resized, and the result down by the same integer factor.
 * @param original - file of the original; undefined if it must not be embedded.
 */
export function makePreviews(
  original: Uint8Array | undefined,
  result: CompressResult,
  limit: PreviewLimit,
): PreviewPair {
  const { width, height, bytes, format, header, pixels } = result;
  const score = scoreOf(result);
  const fits =
    width * height <= limit.pixels && (original?.length ?? 0) <= limit.bytes && bytes.length <= limit.bytes;
  if (fits && original && isShownByBrowsers(header.format) && !result.resizedFrom) {
    const before = { mime: mimeOf(header.format), bytes: original };
    return { before, after: { mime: mimeOf(format), bytes }, scale: 1, score };
  }
  const factor = Math.max(1, Math.ceil(Math.sqrt((width * height) / limit.pixels)));
  const small = (image: RgbaImage) => ({ mime: 'image/png', bytes: encodePlainPng(image) });
  return {
    before: small(shrink(pixels.original, factor)),
    after: small(shrinkRows(width, height, pixels.resultRows, factor)),
    scale: 1 / factor,
    score,
  };
}

/** Returns the quality score of a result. Measures it if no quality was requested. */
function scoreOf({ format, mse, pixels, qualityScore: known }: CompressResult): number {
  if (known) return known.score;
  if (mse === 0) return 100;
  const { original, result } = pixels;
  return qualityScore(format === 'jpeg' ? flattenOnWhite(original) : original, result);
}

/** Scales an image down like `shrink`, with only some rows in memory at a time. */
function shrinkRows(
  width: number,
  height: number,
  rowsOf: (top: number, bottom: number) => RgbaImage,
  factor: number,
): RgbaImage {
  const columns = Math.max(1, Math.floor(width / factor));
  const rows = Math.max(1, Math.floor(height / factor));
  const data = new Uint8Array(4 * columns * rows);
  for (let y = 0; y < rows; y++) {
    const band = rowsOf(y * factor, Math.min(height, (y + 1) * factor));
    data.set(shrink(band, factor).data, 4 * columns * y);
  }
  return { data, width: columns, height: rows };
}

/** Returns whether all browsers show pictures of a format. */
const isShownByBrowsers = (format: InputFormat): boolean => !['tiff', 'ico', 'heic'].includes(format);

const mimeOf = (format: InputFormat): string => `image/${format}`;

/** Averages blocks of `factor` × `factor` pixels. Colors are weighted by alpha. */
export function shrink(image: RgbaImage, factor: number): RgbaImage {
  const width = Math.max(1, Math.floor(image.width / factor));
  const height = Math.max(1, Math.floor(image.height / factor));
  const data = new Uint8Array(width * height * 4);
  const area = factor * factor;
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 4) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let alpha = 0;
      for (let dy = 0; dy < factor; dy++) {
        const row = Math.min(image.height - 1, y * factor + dy) * image.width; // thin images have no complete block
        for (let dx = 0; dx < factor; dx++) {
          const from = (row + Math.min(image.width - 1, x * factor + dx)) * 4;
          const a = image.data[from + 3]!;
          red += image.data[from]! * a;
          green += image.data[from + 1]! * a;
          blue += image.data[from + 2]! * a;
          alpha += a;
        }
      }
      if (alpha === 0) continue;
      data[to] = Math.round(red / alpha);
      data[to + 1] = Math.round(green / alpha);
      data[to + 2] = Math.round(blue / alpha);
      data[to + 3] = Math.round(alpha / area);
    }
  }
  return { data, width, height };
}

/** Encodes RGBA pixels as an unfiltered PNG. Good enough for a preview, and needs no codec. */
export function encodePlainPng({ data, width, height }: RgbaImage): Uint8Array {
  const rows = Buffer.alloc(height * (width * 4 + 1));
  for (let y = 0; y < height; y++)
    rows.set(data.subarray(y * width * 4, (y + 1) * width * 4), y * (width * 4 + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6], 8); // 8 bits, RGBA
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(typed), 4);
  return Buffer.concat([ends.subarray(0, 4), typed, ends.subarray(4)]);
}
