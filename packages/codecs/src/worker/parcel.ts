import type { RgbaImage } from '@kcolors/core';

type Bytes = Uint8Array | Uint8ClampedArray;

/** Makes what a message is made of, and collects the buffers that are handed over with it instead of being copied. */
export interface Packing {
  /** Bytes that nobody needs here any more: they are handed over, unless their buffer holds more than them. */
  give(bytes: Bytes): Uint8Array;
  /** Bytes that are needed here, too. */
  copy(bytes: Bytes): Uint8Array;
  giveImage(image: RgbaImage): RgbaImage;
  copyImage(image: RgbaImage): RgbaImage;
  readonly buffers: ArrayBuffer[];
}

export function startPacking(): Packing {
  const buffers: ArrayBuffer[] = [];
  const copy = (bytes: Bytes): Uint8Array => {
    const own = new Uint8Array(bytes);
    buffers.push(own.buffer as ArrayBuffer);
    return own;
  };
  const give = (bytes: Bytes): Uint8Array => {
    const { buffer, byteLength } = bytes;
    if (byteLength !== buffer.byteLength) return copy(bytes);
    buffers.push(buffer as ArrayBuffer);
    return new Uint8Array(buffer);
  };
  const as =
    (pack: (bytes: Bytes) => Uint8Array) =>
    ({ data, height, width }: RgbaImage): RgbaImage => ({ data: pack(data), width, height });
  return { copy, give, copyImage: as(copy), giveImage: as(give), buffers };
}
