import factory from '@jsquash/avif/codec/enc/avif_enc.js';
import wasm from '@jsquash/avif/codec/enc/avif_enc.wasm';
import { defaultOptions } from '@jsquash/avif/meta.js';
import { type CodecFactory, codecRunner } from './run-codec.ts';
import type { AvifEncodeOptions, AvifImage } from './types.ts';

interface Exports {
  encode(data: Uint8Array, width: number, height: number, options: object): Uint8Array | null;
}

const run = codecRunner(factory as unknown as CodecFactory<Exports>, wasm);

/** Speeds of libaom. Slower ones than 6 take 5 to 10 times as long, and their files are no smaller. */
const SPEEDS = { fast: 8, default: 6, best: 6 };
/** Resolution of the colors: 4:2:0 or 4:4:4. */
const SUBSAMPLING = { half: 1, full: 3 };
/** Alpha is lossless. */
const ALPHA_QUALITY = 100;

/** Encodes with libavif and libaom, in one thread. */
export function encode(image: AvifImage, options: AvifEncodeOptions): Promise<Uint8Array> {
  const { chroma = 'full', effort = 'default', quality } = options;
  const settings = {
    ...defaultOptions,
    quality,
    qualityAlpha: ALPHA_QUALITY,
    speed: SPEEDS[effort],
    subsample: SUBSAMPLING[chroma],
  };
  const { data, height, width } = image;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return run((exports) => exports.encode(bytes, width, height, settings));
}
