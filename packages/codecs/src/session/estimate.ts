import type { CompressSettings } from '../compress-options.ts';
import { INDEXED_ENCODERS } from '../encode.ts';
import { encodeRgbaJpeg } from '../jpeg/encode.ts';
import type { EncodedImage, Metadata, OutputFormat } from '../types.ts';

/** Planned format of a file. */
type Target = OutputFormat | 'smallest';

/** Estimates the size of files of one image, and corrects itself with the sizes of files that were written. */
export interface Estimator {
  /** Returns the size of the metadata in a format, in bytes. */
  metadataBytes(target: OutputFormat, metadata: Metadata): Promise<number>;
  /** Returns the estimated size of a file in bytes. */
  estimate(target: Target, settings: CompressSettings, parts: FileParts): number;
  /** Records the size of a file that was written with these settings, in bytes. */
  learn(target: Target, settings: CompressSettings, fileBytes: number): void;
}

/** Parts of a file, in bytes. */
interface FileParts {
  /** Estimated size of the coded pixels. */
  readonly picture: number;
  readonly metadata: number;
}

/**
 * Creates an estimator. When a file is written with the settings of the last estimate, their ratio is stored. It corrects
 * later estimates of the same format and effort.
 */
export function createEstimator(): Estimator {
  const ratios = new Map<string, number>();
  const known = new Map<string, number>();
  let last: (FileParts & { readonly key: string }) | undefined;

  return {
    async metadataBytes(target, metadata) {
      const { chunks = [], ...rest } = metadata;
      const key = [target, ...Object.keys(rest), ...chunks.map(({ type }) => type)].join(' ');
      const bytes = known.get(key) ?? (await measureMetadata(target, metadata));
      known.set(key, bytes);
      return bytes;
    },
    estimate(target, settings, parts) {
      last = { ...parts, key: keyOf(target, settings) };
      const ratio = ratios.get(ratioKeyOf(target, settings)) ?? 1;
      return Math.round(parts.picture * ratio) + parts.metadata;
    },
    learn(target, settings, fileBytes) {
      if (last?.key !== keyOf(target, settings)) return;
      ratios.set(ratioKeyOf(target, settings), (fileBytes - last.metadata) / last.picture);
    },
  };
}

const ratioKeyOf = (target: Target, { effort }: CompressSettings): string => `${target} ${effort}`;

/** Returns a key of all settings that affect the size of a file. */
const keyOf = (
  target: Target,
  { effort, jpegQuality, keepHiddenColors, keepPaletteOrder, metadata, quality, quantize }: CompressSettings,
): string =>
  JSON.stringify([
    target,
    effort,
    metadata,
    jpegQuality,
    quality,
    keepHiddenColors,
    keepPaletteOrder,
    { ...quantize, fixedColors: quantize.fixedColors?.join() },
  ]);

/** A red pixel, because gray might be stored in another color type. */
const PIXEL = { data: Uint8Array.of(255, 0, 0, 255), width: 1, height: 1 };
const INDEXED_PIXEL = { width: 1, height: 1, indices: new Uint8Array(1), palette: PIXEL.data };

/** Bytes that an AVIF needs to list metadata. */
const AVIF_ITEM = 70;

/** Returns by how many bytes metadata enlarges a file. */
async function measureMetadata(target: OutputFormat, metadata: Metadata): Promise<number> {
  if (Object.keys(metadata).length === 0) return 0;
  if (target === 'avif') {
    const { exif, icc, xmp } = metadata;
    return [exif, icc, xmp].reduce((sum, part) => sum + (part ? part.length + AVIF_ITEM : 0), 0);
  }
  const encode = (each: Metadata): Promise<EncodedImage> =>
    target === 'jpeg'
      ? encodeRgbaJpeg(PIXEL, 75, each)
      : INDEXED_ENCODERS[target](INDEXED_PIXEL, each, 'fast');
  return (await encode(metadata)).bytes.length - (await encode({})).bytes.length;
}
