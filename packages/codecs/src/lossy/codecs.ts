import type { RgbaImage } from '@kcolors/core';
import { checkAvifSize, encodeWithHook } from '../avif/encode.ts';
import { withAvifMetadata } from '../avif/write.ts';
import type { Decoders, Encoders, FormatHooks } from '../hooks.ts';
import { decodeJpeg } from '../jpeg/decode.ts';
import { checkJpegSize, withJpegMetadata } from '../jpeg/encode.ts';
import type { EncodedImage, EncodeEffort, LossyFormat, Metadata } from '../types.ts';
import type { Chroma } from '../wasm/jpeg-encoder.ts';
import { decodeWebp } from '../webp/decode.ts';
import { checkWebpSize, withWebpMetadata } from '../webp/encode.ts';
import type { Curve } from './curve.ts';
import type { QualityRange } from './find-quality.ts';

/** How an image is encoded, in addition to its quality. */
export interface LossySettings {
  /** Whether the image is stored in grayscale. */
  readonly isGray: boolean;
  readonly chroma: Chroma;
  readonly effort: EncodeEffort;
}

/** A lossy codec of full-color images. */
export interface LossyCodec {
  readonly format: LossyFormat;
  /** Qualities that a search tries. */
  readonly range: QualityRange;
  readonly curve: Curve;
  /** Whether it stores transparency. */
  readonly hasAlpha: boolean;
  /** Whether half and full resolution of colors are both to be tried. */
  readonly hasFullChroma: boolean;
  /** @throws {CodecError} `'too-large'` */
  checkSize(image: Pick<RgbaImage, 'height' | 'width'>): void;
  /** Encodes an image without metadata. */
  encode(image: RgbaImage, quality: number, settings: LossySettings): Promise<Uint8Array>;
  /** Decodes a result of `encode`. */
  decode(bytes: Uint8Array, maxPixels: number): Promise<RgbaImage>;
  /** Adds metadata to a result of `encode`. */
  withMetadata(bytes: Uint8Array, image: RgbaImage, metadata: Metadata): EncodedImage;
}

/** Methods of libwebp: the quality of a method is about the same, its bytes are not. */
const WEBP_METHODS: Record<EncodeEffort, number> = { fast: 3, default: 6, best: 6 };

/** Lossy codecs of this package by format. The curves are medians over photographs. */
const LOSSY_CODECS: Readonly<Record<Exclude<LossyFormat, 'avif'>, LossyCodec>> = {
  jpeg: {
    format: 'jpeg',
    range: { min: 20, max: 98, step: 1 },
    curve: {
      qualities: [40, 55, 65, 72, 79, 86, 92, 98],
      scores: [51.8, 60.8, 66, 69.8, 74.3, 79.7, 84.8, 90],
    },
    hasAlpha: false,
    hasFullChroma: true,
    checkSize: checkJpegSize,
    async encode(image, quality, { chroma, isGray }) {
      const { encodeWithMozJpeg } = await import('../wasm/jpeg-encoder.ts');
      return encodeWithMozJpeg(image, quality, isGray, chroma);
    },
    decode: async (bytes, maxPixels) => (await decodeJpeg(bytes, maxPixels)).image,
    withMetadata: (bytes, _, metadata) => withJpegMetadata(bytes, metadata),
  },
  webp: {
    format: 'webp',
    range: { min: 5, max: 100, step: 0.5 },
    curve: {
      qualities: [40, 55, 65, 72, 79, 86, 92, 98],
      scores: [54.8, 61.8, 66.5, 69.4, 74.2, 80.5, 85.9, 90],
    },
    hasAlpha: true,
    hasFullChroma: false,
    checkSize: checkWebpSize,
    async encode(image, quality, { effort }) {
      const { encodeLossyWithLibWebp } = await import('../wasm/webp-encoder.ts');
      return encodeLossyWithLibWebp(image, WEBP_METHODS[effort], quality);
    },
    decode: async (bytes, maxPixels) => (await decodeWebp(bytes, maxPixels)).image,
    withMetadata: withWebpMetadata,
  },
};

/** Returns the codec of a format; that of AVIF consists of functions of the caller. */
export const lossyCodec = (format: LossyFormat, { decoders, encoders }: FormatHooks): LossyCodec =>
  format === 'avif' ? avifCodec(encoders, decoders) : LOSSY_CODECS[format];

function avifCodec(encoders: Encoders = {}, decoders: Decoders = {}): LossyCodec {
  return {
    format: 'avif',
    range: { min: 10, max: 100, step: 2 }, // the encoder has 64 qualities
    curve: {
      qualities: [30, 40, 50, 60, 70, 80, 90, 97],
      scores: [29.2, 50, 64.9, 74.7, 78, 83.7, 90.4, 94.4],
    },
    hasAlpha: true,
    hasFullChroma: false, // no choice: its colors always have full resolution
    checkSize: checkAvifSize,
    encode: (image, quality, { effort }) => encodeWithHook(encoders, image, { quality, effort }),
    async decode(bytes, maxPixels) {
      const { decodeHeif } = await import('../avif/decode.ts');
      return (await decodeHeif(bytes, 'avif', maxPixels, decoders)).image;
    },
    withMetadata: (bytes, _, metadata) => withAvifMetadata(bytes, metadata),
  };
}
