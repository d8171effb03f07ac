import { nodeZlib } from './node-zlib.ts';

/**
 * Remainders for the polynomial of ISO 3309 (PNG specification, annex D): of all bytes, then of all bytes with one to
 * seven zero bytes after them.
 */
const TABLE = tables();

function tables(): Uint32Array {
  const table = new Uint32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++)
      remainder = remainder & 1 ? 0xedb88320 ^ (remainder >>> 1) : remainder >>> 1;
    table[byte] = remainder;
  }
  for (let i = 256; i < table.length; i++) table[i] = table[table[i - 256]! & 255]! ^ (table[i - 256]! >>> 8);
  return table;
}

/** Returns the CRC-32 of `bytes` from `start` up to and excluding `end`. */
export function crc32(bytes: Uint8Array, start = 0, end: number = bytes.length): number {
  const node = nodeZlib();
  return node?.crc32 ? node.crc32(bytes.subarray(start, end)) : portableCrc32(bytes, start, end);
}

/** Like `crc32`, on every host. Takes eight bytes at a time (Kounavis and Berry 2005, slicing-by-8). */
function portableCrc32(bytes: Uint8Array, start: number, end: number): number {
  let crc = 0xffffffff;
  let i = start;
  for (; i + 8 <= end; i += 8) {
    crc =
      TABLE[1792 + ((crc ^ bytes[i]!) & 255)]! ^
      TABLE[1536 + (((crc >>> 8) ^ bytes[i + 1]!) & 255)]! ^
      TABLE[1280 + (((crc >>> 16) ^ bytes[i + 2]!) & 255)]! ^
      TABLE[1024 + ((crc >>> 24) ^ bytes[i + 3]!)]! ^
      TABLE[768 + bytes[i + 4]!]! ^
      TABLE[512 + bytes[i + 5]!]! ^
      TABLE[256 + bytes[i + 6]!]! ^
      TABLE[bytes[i + 7]!]!;
  }
  for (; i < end; i++) crc = TABLE[(crc ^ bytes[i]!) & 255]! ^ (crc >>> 8);
  return ~crc >>> 0;
}
