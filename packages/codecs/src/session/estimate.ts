import type { CompressSettings } from '../compress-options.ts';
import { INDEXED_ENCODERS } from '../encode.ts';
import { encodeRgbaJpeg } from '../jpeg/encode.ts';
import type { EncodedImage, Metadata, OutputFormat } from '../types.ts';

/** Foretells the size of files of one image, and learns from those that were written. */
export interface Estimator {
  /** The bytes that metadata of the image take in a format. */
  metadataBytes(target: OutputFormat, metadata: Metadata): Promise<number>;
  /** The size of a file whose picture takes about so many bytes, beside its metadata. */
  estimate(target: OutputFormat, settings: CompressSettings, parts: FileParts): number;
  /** A file was written with these settings, and so long it is. */
  learn(target: OutputFormat, settings: CompressSettings, fileBytes: number): void;
}

interface FileParts {
  readonly picture: number;
  readonly metadata: number;
}

/**
 * Estimates are corrected by how far off one was: the last in the same format and with the same effort for which a file
 * was written with the same settings.
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

const ratioKeyOf = (target: OutputFormat, { effort }: CompressSettings): string => `${target} ${effort}`;

/** All that the size of a file depends on. */
const keyOf = (
  target: OutputFormat,
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

/** One pixel, in a color that is not stored as gray. */
const PIXEL = { data: Uint8Array.of(255, 0, 0, 255), width: 1, height: 1 };
const INDEXED_PIXEL = { width: 1, height: 1, indices: new Uint8Array(1), palette: PIXEL.data };

/** How much longer a file is for its metadata. */
async function measureMetadata(target: OutputFormat, metadata: Metadata): Promise<number> {
  if (Object.keys(metadata).length === 0) return 0;
  const encode = (each: Metadata): Promise<EncodedImage> =>
    target === 'jpeg'
      ? encodeRgbaJpeg(PIXEL, 75, each)
      : INDEXED_ENCODERS[target](INDEXED_PIXEL, each, 'fast');
  return (await encode(metadata)).bytes.length - (await encode({})).bytes.length;
}
