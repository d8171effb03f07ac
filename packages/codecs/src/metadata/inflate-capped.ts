import { Unzlib } from 'fflate';
import { concatBytes } from '../bytes.ts';
import { MAX_METADATA_BYTES } from '../constants.ts';

const PIECE = 4 * 1024; // compressed bytes per step; deflate expands a byte to at most 1032

/** Inflates a zlib stream of metadata. Returns undefined if it is damaged or exceeds `MAX_METADATA_BYTES`. */
export function inflateCapped(compressed: Uint8Array): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  let length = 0;
  const inflate = new Unzlib((bytes) => {
    parts.push(bytes);
    length += bytes.length;
  });
  try {
    for (let at = 0; at < compressed.length; at += PIECE) {
      inflate.push(compressed.subarray(at, at + PIECE), at + PIECE >= compressed.length);
      if (length > MAX_METADATA_BYTES) return undefined;
    }
  } catch {
    return undefined;
  }
  return concatBytes(parts);
}
