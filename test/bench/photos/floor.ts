import type { RgbaImage } from '@kcolors/core';
import sharp, { type Sharp } from 'sharp';
import type { BenchImage } from '../images.ts';
import { score } from '../look/metrics.ts';

/** A codec whose qualities are all tried, with other encoders of the same libraries. */
export type FloorCodec = 'jpeg' | 'webp';

interface Encoder {
  /** Qualities per unit. */
  readonly perUnit: number;
  encode(image: Sharp, quality: number): Sharp;
}

const ENCODERS: Record<FloorCodec, readonly Encoder[]> = {
  jpeg: (['4:2:0', '4:4:4'] as const).map((chromaSubsampling) => ({
    perUnit: 1,
    encode: (image, quality) => image.jpeg({ mozjpeg: true, quality, chromaSubsampling }),
  })),
  webp: [{ perUnit: 1, encode: (image, quality) => image.webp({ quality, effort: 6 }) }],
};

/** The smallest file of a codec that reaches a score. */
export interface Floor {
  readonly bytes: number;
  /** How long it takes to encode and decode this file once, in milliseconds. */
  readonly ms: number;
}

/** Searches the lowest quality that reaches a score, by halving: the real tool scores every try. */
export async function floorOf(
  image: BenchImage,
  codec: FloorCodec,
  target: number,
): Promise<Floor | undefined> {
  let best: Floor | undefined;
  for (const { encode } of ENCODERS[codec]) {
    let low = 1;
    let high = 100;
    while (low <= high) {
      const quality = (low + high) >> 1;
      const start = performance.now();
      const bytes = await encode(rawOf(image), quality).toBuffer();
      const decoded = await pixelsOf(bytes);
      const ms = performance.now() - start;
      const { ssimulacra2 } = await score(image, decoded, false);
      if (ssimulacra2 >= target) {
        high = quality - 1;
        if (!best || bytes.length < best.bytes) best = { bytes: bytes.length, ms };
      } else low = quality + 1;
    }
  }
  return best;
}

const rawOf = ({ data, height, width }: RgbaImage): Sharp =>
  sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha();

/** Decodes a file independently, turned upright. */
export async function pixelsOf(bytes: Uint8Array): Promise<RgbaImage> {
  const upright = sharp(bytes, { ignoreIcc: true }).rotate().toColorspace('srgb').ensureAlpha();
  const { data, info } = await upright.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  return { data: Uint8Array.from(data), width: info.width, height: info.height };
}
