import { crc32 } from 'node:zlib';

/** Whole numbers from 0 to below `bound`. */
export type Random = (bound: number) => number;

/** Random numbers that are the same for the same seed (mulberry32 by Tommy Ettinger). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}

type Mutation = (bytes: Buffer, random: Random, other: Buffer) => Buffer;

/** Values at which programs fail: the ends of their ranges. */
const VALUES = [
  0, 1, 2, 7, 8, 9, 127, 128, 255, 256, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0xffffffff,
];

const rangeOf = (length: number, random: Random): [from: number, to: number] => {
  const from = random(length + 1);
  return [from, Math.min(length, from + random(1 + (random(3) === 0 ? length : 16)))];
};

const MUTATIONS: readonly Mutation[] = [
  function flipBits(bytes, random) {
    for (let i = 1 + random(8); i > 0; i--) bytes[random(bytes.length)]! ^= 1 << random(8);
    return bytes;
  },
  function setBytes(bytes, random) {
    for (let i = 1 + random(6); i > 0; i--) bytes[random(bytes.length)] = random(256);
    return bytes;
  },
  function cutOff(bytes, random) {
    return bytes.subarray(0, random(bytes.length + 1));
  },
  function leaveOut(bytes, random) {
    const [from, to] = rangeOf(bytes.length, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  function double(bytes, random) {
    const [from, to] = rangeOf(bytes.length, random);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  function overwrite(bytes, random) {
    const [from, to] = rangeOf(bytes.length, random);
    const value = random(300);
    return bytes.fill(value < 256 ? value : 0, from, to);
  },
  function splice(bytes, random, other) {
    return Buffer.concat([bytes.subarray(0, random(bytes.length)), other.subarray(random(other.length))]);
  },
  function setNumber(bytes, random) {
    const size = 1 + random(4);
    const at = random(Math.max(1, Math.min(random(2) === 0 ? 80 : bytes.length, bytes.length) - size));
    if (at + size > bytes.length) return bytes;
    const value = VALUES[random(VALUES.length)]! % 2 ** (8 * size);
    if (random(2) === 0) bytes.writeUIntBE(value, at, size);
    else bytes.writeUIntLE(value, at, size);
    return bytes;
  },
  mutateParts,
  mutateParts,
  mutateParts,
];

/** A file with one to three changes, of which each run with the same random numbers makes the same. */
export function mutateImage(file: Uint8Array, other: Uint8Array, random: Random): Buffer {
  let bytes: Buffer = Buffer.from(file);
  for (let i = [1, 1, 1, 2, 3][random(5)]!; i > 0 && bytes.length > 0; i--) {
    bytes = Buffer.from(MUTATIONS[random(MUTATIONS.length)]!(bytes, random, Buffer.from(other)));
  }
  return bytes;
}

/** Changes whole chunks, segments or blocks, and leaves checksums right: what is within them is reached that way. */
function mutateParts(bytes: Buffer, random: Random, other: Buffer): Buffer {
  const { head, parts, close } = split(bytes);
  if (parts.length === 0) return bytes;
  const at = random(parts.length);
  const part = parts[at]!;
  switch (random(6)) {
    case 0:
      parts.splice(at, 1);
      break;
    case 1:
      parts.splice(
        random(parts.length),
        0,
        ...Array<Buffer>(1 + random(random(20) === 0 ? 300 : 3)).fill(part),
      );
      break;
    case 2:
      parts.splice(random(parts.length), 0, ...parts.splice(at, 1));
      break;
    case 3: {
      const theirs = split(other).parts;
      if (theirs.length > 0) parts.splice(at, 1, theirs[random(theirs.length)]!);
      break;
    }
    case 4:
      parts[at] = Buffer.concat([part, Buffer.alloc(random(40), random(256))]);
      break;
    default: {
      const within = Buffer.from(part);
      if (within.length > 0)
        for (let i = 1 + random(4); i > 0; i--) within[random(within.length)] = random(256);
      parts[at] = within;
    }
  }
  return Buffer.concat([head, ...parts.map(close)]);
}

interface Split {
  readonly head: Buffer;
  /** What the parts hold, with their names. */
  readonly parts: Buffer[];
  /** A part with its length and checksum. */
  readonly close: (part: Buffer) => Buffer;
}

function split(bytes: Buffer): Split {
  if (bytes.toString('latin1', 1, 4) === 'PNG') return splitPng(bytes);
  if (bytes.toString('latin1', 0, 4) === 'RIFF') return splitRiff(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return splitJpeg(bytes);
  return splitEvenly(bytes);
}

function splitPng(bytes: Buffer): Split {
  const parts: Buffer[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = Math.min(at + 8 + bytes.readUInt32BE(at), bytes.length);
    parts.push(bytes.subarray(at + 4, end)); // name and data
    at = end + 4;
  }
  const close = (part: Buffer) => {
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(Math.max(0, part.length - 4), 0);
    ends.writeUInt32BE(crc32(part), 4);
    return Buffer.concat([ends.subarray(0, 4), part, ends.subarray(4)]);
  };
  return { head: bytes.subarray(0, 8), parts, close };
}

function splitRiff(bytes: Buffer): Split {
  const parts: Buffer[] = [];
  for (let at = 12; at + 8 <= bytes.length; ) {
    const end = Math.min(at + 8 + bytes.readUInt32LE(at + 4), bytes.length);
    parts.push(Buffer.concat([bytes.subarray(at, at + 4), bytes.subarray(at + 8, end)]));
    at = end + (end & 1);
  }
  const close = (part: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(Math.max(0, part.length - 4));
    return Buffer.concat([part.subarray(0, 4), length, part.subarray(4), Buffer.alloc(part.length & 1)]);
  };
  return { head: bytes.subarray(0, 12), parts, close };
}

function splitJpeg(bytes: Buffer): Split {
  const parts: Buffer[] = [];
  for (let at = 2; at < bytes.length; ) {
    let end = at + 2;
    while (end < bytes.length && !(bytes[end] === 0xff && bytes[end + 1]! >= 0xc0)) end++;
    parts.push(bytes.subarray(at, end));
    at = end;
  }
  return { head: bytes.subarray(0, 2), parts, close: (part) => part };
}

/** Parts of GIF and BMP have no form that a few lines could find. */
function splitEvenly(bytes: Buffer): Split {
  const parts: Buffer[] = [];
  for (let at = 13; at < bytes.length; at += 16) parts.push(bytes.subarray(at, at + 16));
  return { head: bytes.subarray(0, 13), parts, close: (part) => part };
}
