import factory from '@jsquash/avif/codec/dec/avif_dec.js';
import wasm from '@jsquash/avif/codec/dec/avif_dec.wasm';
import { type CodecFactory, codecRunner } from './run-codec.ts';
import type { AvifImage } from './types.ts';

interface Exports {
  decode(bytes: Uint8Array, bitDepth: 8): AvifImage | null;
}

const run = codecRunner(factory as unknown as CodecFactory<Exports>, wasm);

/** Decodes with libavif and dav1d, to 8 bits per channel. */
export async function decode(bytes: Uint8Array): Promise<AvifImage> {
  const { data, width, height } = await run((exports) => exports.decode(bytes, 8));
  return { data: new Uint8Array(data.buffer, data.byteOffset, data.length), width, height };
}
