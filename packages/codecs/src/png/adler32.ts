const BASE = 65521; // the largest prime below 65536
const BLOCK = 3800; // most bytes whose sums stay below 2³¹ without a remainder in between

/** Adler-32 of `bytes`, going on from the checksum of what came before (RFC 1950, 8.2). */
export function adler32(bytes: Uint8Array, before = 1): number {
  let a = before & 0xffff;
  let b = before >>> 16;
  for (let i = 0; i < bytes.length; ) {
    const end = Math.min(i + BLOCK, bytes.length);
    for (; i < end; i++) {
      a += bytes[i]!;
      b += a;
    }
    a %= BASE;
    b %= BASE;
  }
  return ((b << 16) | a) >>> 0;
}
