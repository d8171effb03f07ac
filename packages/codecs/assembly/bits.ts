// Writes bits into OUTPUT, the lowest bit of a byte first (RFC 1951, 3.1.1).

import { OUTPUT } from './memory';

let out: usize = OUTPUT;
let pending: u64 = 0;
let pendingBits: u64 = 0;

/** Starts again at the first byte of OUTPUT. Bits of an incomplete byte stay pending. */
export function startOutput(): void {
  out = OUTPUT;
}

/** Number of complete bytes. */
export function outputBytes(): u32 {
  return (out - OUTPUT) as u32;
}

/** Writes the `count` lowest bits of a value, which has no others; at most 56. */
// @inline
export function put(value: u64, count: u32): void {
  pending |= value << pendingBits;
  pendingBits += count as u64;
  store<u64>(out, pending);
  out += (pendingBits >> 3) as usize;
  pending >>= pendingBits & 56;
  pendingBits &= 7;
}

/** Number of zero bits up to the next complete byte, after `more` bits. */
export function padding(more: u32): u32 {
  return (0 - ((pendingBits as u32) + more)) & 7;
}

/** Completes the last byte with zeros. */
export function completeByte(): void {
  put(0, padding(0));
}

/** Copies bytes. The last byte is complete. */
export function putBytes(from: usize, count: u32): void {
  memory.copy(out, from, count);
  out += count;
}
