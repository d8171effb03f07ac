// Carries the meaning of colors from PNG chunks into formats that store a profile, or none.
import { encodeSrgb, type Palette } from '@kcolors/core';
import { CodecError } from '../errors.ts';
import { formatName } from '../file-names.ts';
import { COLOR_CHUNKS } from '../metadata/carry-over.ts';
import type { Metadata, OutputFormat } from '../types.ts';
import { SRGB_PRIMARIES } from './cicp.ts';
import { type CurveParameters, SRGB_CURVE } from './curve.ts';
import { type ColorEncoding, encodingOf } from './encoding.ts';
import { writeMatrixProfile } from './icc-profile.ts';
import { type Colorants, colorantsOf, matrixBetween } from './primaries.ts';

const SRGB = colorantsOf(SRGB_PRIMARIES)!;

/**
 * Returns the color encoding of an image for a format.
 * @throws {CodecError} `'unsupported-feature'` for high dynamic range in any format but PNG.
 */
export function encodingFor(format: OutputFormat, metadata: Metadata): ColorEncoding {
  const encoding = encodingOf(metadata);
  if (encoding.kind === 'hdr' && format !== 'png') {
    throw new CodecError(
      'unsupported-feature',
      `The image has a high dynamic range (${encoding.name}), which a ${formatName(format)} cannot show: write a PNG.`,
    );
  }
  return encoding;
}

/** Replaces the color chunks of a PNG by an ICC profile, for other formats that store one. */
export function withProfile(format: OutputFormat, metadata: Metadata): Metadata {
  if (!metadata.chunks?.some(({ type }) => COLOR_CHUNKS.includes(type))) return metadata;
  const icc = profileOf(encodingFor(format, metadata), metadata.icc);
  return { ...withoutColors(metadata), ...(icc && { icc }) };
}

/** Returns the metadata without profile and color chunks. */
export function withoutColors({ chunks = [], icc: _, ...rest }: Metadata): Metadata {
  const others = chunks.filter(({ type }) => !COLOR_CHUNKS.includes(type));
  return { ...rest, ...(others.length > 0 && { chunks: others }) };
}

function profileOf(encoding: ColorEncoding, icc: Uint8Array | undefined): Uint8Array | undefined {
  if (encoding.kind === 'srgb') return undefined;
  const isFromChunks = encoding.kind === 'matrix' && encoding.parameters !== undefined;
  return isFromChunks ? profileWith(encoding.colorants, encoding.parameters) : icc;
}

/** Returns a profile of these colorants and this curve; undefined for sRGB, which needs none. */
export function profileWith(colorants: Colorants, curve: CurveParameters): Uint8Array | undefined {
  const isSrgb = curve === SRGB_CURVE && colorants.every((value, i) => Math.abs(value - SRGB[i]!) < 1e-3);
  return isSrgb ? undefined : writeMatrixProfile(colorants, curve);
}

/**
 * Converts a palette to sRGB, for a format without profiles. Colors outside of sRGB are clipped per channel.
 * @returns undefined if no color changes, or if the encoding is not a matrix profile
 */
export function paletteInSrgb(palette: Palette, encoding: ColorEncoding): Palette | undefined {
  const converted = pixelsInSrgb(palette, encoding);
  const isOther = converted?.some((value, i) => Math.abs(value - palette[i]!) > 1); // 1 is rounding
  return isOther ? converted : undefined;
}

/** Returns RGBA pixels in sRGB, clipped per channel; undefined for a profile of another kind than a matrix. */
export function pixelsInSrgb(
  data: Uint8Array | Uint8ClampedArray,
  encoding: ColorEncoding,
): Uint8Array | undefined {
  if (encoding.kind !== 'matrix') return undefined;
  const rows = matrixBetween(encoding.colorants, SRGB);
  const [red, green, blue] = encoding.curves.map((curve) =>
    Float64Array.from({ length: 256 }, (_, value) => curve(value / 255)),
  );
  const converted = Uint8Array.from(data);
  for (let i = 0; i < data.length; i += 4) {
    const r = red![data[i]!]!;
    const g = green![data[i + 1]!]!;
    const b = blue![data[i + 2]!]!;
    for (let c = 0; c < 3; c++) {
      const row = rows[c]!;
      converted[i + c] = encodeSrgb(row[0] * r + row[1] * g + row[2] * b);
    }
  }
  return converted;
}
