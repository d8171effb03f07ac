const BASE = 65521; // the largest prime below 65536
const BLOCK = 3800; // maximum number of bytes whose sums stay below 2³¹ without a modulo

/** Returns the Adler-32 checksum of `bytes`, continued from the checksum of preceding bytes (RFC 1950, 8.2). */
export function adler32(bytes: Uint8Array, preceding = 1): number {
  let a = preceding & 0xffff;
  let b = preceding >>> 16;
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
