import { damaged } from '../errors.ts';

const MAX_CODES = 4096;
const COLORS = 256;
const UNKNOWN_CODE = 'The GIF is damaged: its image data has an unknown code.';
const MAX_CODE_SIZE = 11; // bits: codes grow to 12, and the first codes have one bit more than this size

/**
 * Decodes the LZW data of a GIF to palette indices (GIF89a specification, appendix F). Data after the last pixel is
 * ignored.
 * @param minCodeSize - LZW minimum code size, 1 to 11
 * @param count - number of pixels
 * @throws {CodecError} `'damaged'` if the data is truncated or has an unknown code.
 */
export function decodeLzw(data: Uint8Array, minCodeSize: number, count: number): Uint8Array {
  if (minCodeSize < 1 || minCodeSize > MAX_CODE_SIZE) {
    throw damaged(
      `Expected GIF codes of 1 to ${MAX_CODE_SIZE} bits at first but found ${minCodeSize}: the file is damaged.`,
    );
  }
  const clear = 1 << minCodeSize;
  const end = clear + 1;
  const prefix = new Uint16Array(MAX_CODES);
  const suffix = new Uint8Array(MAX_CODES);
  const lengths = new Uint16Array(MAX_CODES); // indices per code, at most 4095
  for (let i = 0; i < clear; i++) {
    suffix[i] = i;
    lengths[i] = 1;
  }
  const out = new Uint8Array(count);
  let next = end + 1;
  let codeSize = minCodeSize + 1;
  let previous = -1;
  let bits = 0;
  let bitCount = 0;
  let at = 0;
  let o = 0;
  while (o < count) {
    while (bitCount < codeSize) {
      if (at === data.length) throw damaged('The GIF is truncated: pixels of its first picture are missing.');
      bits |= data[at++]! << bitCount;
      bitCount += 8;
    }
    const code = bits & ((1 << codeSize) - 1);
    bits >>>= codeSize;
    bitCount -= codeSize;
    if (code === clear) {
      next = end + 1;
      codeSize = minCodeSize + 1;
      previous = -1;
      continue;
    }
    if (code === end) throw damaged('The GIF is damaged: its first picture ends before its last pixel.');
    const isNew = code === next && previous >= 0; // defined by this very code: the previous string and its first index
    if (code < clear && code >= COLORS) throw damaged(UNKNOWN_CODE);
    if (code > next || (code >= next && !isNew) || (previous < 0 && code > end)) {
      throw damaged(UNKNOWN_CODE);
    }
    const known = isNew ? previous : code;
    const length = lengths[known]!;
    let first = known;
    for (let i = o + length - 1, c = known; i >= o; i--, c = prefix[c]!) {
      if (i < count) out[i] = suffix[c]!;
      first = c;
    }
    o += length;
    if (isNew && o < count) out[o] = suffix[first]!;
    if (isNew) o++;
    if (previous >= 0 && next < MAX_CODES) {
      prefix[next] = previous;
      suffix[next] = suffix[first]!;
      lengths[next] = lengths[previous]! + 1;
      next++;
      if (next === 1 << codeSize && codeSize < 12) codeSize++;
    }
    previous = code;
  }
  return out;
}
