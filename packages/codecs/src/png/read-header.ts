import { u32be } from '../bytes.ts';
import { CodecError, damaged } from '../errors.ts';
import type { ImageHeader } from '../types.ts';
import type { Chunk } from './chunks.ts';

/** PNG color type: gray, RGB, indexed, gray with alpha, RGBA. */
export type ColorType = 0 | 2 | 3 | 4 | 6;

/** Contents of the IHDR chunk. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly bitDepth: number;
  readonly colorType: ColorType;
  readonly interlaced: boolean;
}

/** Samples per pixel of each color type. */
export const CHANNELS: Record<ColorType, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

const BIT_DEPTHS: Record<ColorType, readonly number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

const COLOR_MODELS: Record<ColorType, ImageHeader['colorModel']> = {
  0: 'gray',
  2: 'rgb',
  3: 'indexed',
  4: 'gray',
  6: 'rgb',
};

/**
 * Reads the IHDR chunk of a PNG.
 * @throws {CodecError} `'damaged'` for values that the specification forbids, `'unsupported-feature'` for CgBI.
 */
export function parsePngHeader(first: Chunk | undefined): PngHeader {
  if (first?.type === 'CgBI') {
    throw new CodecError(
      'unsupported-feature',
      'This is a PNG of Apple’s iOS tools (CgBI), which only they can read: export it again as a standard PNG.',
    );
  }
  if (first?.type !== 'IHDR') {
    throw damaged(`Expected IHDR as the first PNG chunk but found ${first?.type ?? 'none'}.`);
  }
  const { data } = first;
  if (data.length !== 13) throw damaged(`Expected 13 bytes in the IHDR chunk but found ${data.length}.`);
  const [bitDepth, colorType, compression, filter, interlace] = data.subarray(8) as Uint8Array;
  const depths = BIT_DEPTHS[colorType as ColorType];
  if (!depths?.includes(bitDepth!)) {
    throw damaged(`PNG has no color type ${colorType} with ${bitDepth} bits: the header is damaged.`);
  }
  if (compression !== 0) throw damaged(`Expected PNG compression method 0 but found ${compression}.`);
  if (filter !== 0) throw damaged(`Expected PNG filter method 0 but found ${filter}.`);
  if (interlace! > 1) throw damaged(`Expected PNG interlace method 0 or 1 but found ${interlace}.`);
  const width = u32be(data, 0);
  const height = u32be(data, 4);
  if (width > 0x7fffffff || height > 0x7fffffff) {
    throw damaged(`Expected a PNG of at most 2147483647 × 2147483647 pixels but found ${width} × ${height}.`);
  }
  return {
    width,
    height,
    bitDepth: bitDepth!,
    colorType: colorType as ColorType,
    interlaced: interlace === 1,
  };
}

/** Returns the header of a PNG in the form common to all formats. */
export function pngImageHeader(chunks: readonly Chunk[]): ImageHeader {
  const { width, height, bitDepth, colorType } = parsePngHeader(chunks[0]);
  const animated = frameCount(chunks) > 1 || chunks.some(({ type }) => type === 'fdAT');
  return { format: 'png', width, height, bitDepth, animated, colorModel: COLOR_MODELS[colorType] };
}

/** Returns the number of frames of a PNG; 1 for a still. */
export function frameCount(chunks: readonly Chunk[]): number {
  const control = chunks.find(({ type }) => type === 'acTL');
  return control ? Math.max(1, u32be(control.data, 0)) : 1;
}
