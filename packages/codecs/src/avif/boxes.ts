import { latin1, u16be, u32be } from '../bytes.ts';
import { damaged } from '../errors.ts';

/** A box of the ISO base media file format (ISO/IEC 14496-12). */
export interface Box {
  readonly type: string;
  /** Byte at which it starts, its size included. */
  readonly start: number;
  /** First byte after its size and type. */
  readonly from: number;
  /** First byte after it. */
  readonly end: number;
}

const HEADER = 8;
const TO_THE_END = 0;
const LARGE = 1;

/**
 * Reads the boxes between two bytes, without what is in them.
 * @throws {CodecError} `'damaged'` if one exceeds its parent.
 */
export function readBoxes(bytes: Uint8Array, start: number, end: number): Box[] {
  const boxes: Box[] = [];
  for (let at = start; at + HEADER <= end; ) {
    const size = u32be(bytes, at);
    const type = latin1(bytes, at + 4, 4);
    const isLarge = size === LARGE;
    const length =
      size === TO_THE_END
        ? end - at
        : isLarge
          ? u32be(bytes, at + 8) * 2 ** 32 + u32be(bytes, at + 12)
          : size;
    const from = at + HEADER + (isLarge ? 8 : 0);
    if (from > at + length || at + length > end) {
      throw damaged(`The file is truncated or damaged: its box at byte ${at} has ${length} bytes.`);
    }
    boxes.push({ type, start: at, from, end: at + length });
    at += length;
  }
  return boxes;
}

/** Returns the version of a box that has one. Its content starts 4 bytes after `from`. */
export const versionOf = (bytes: Uint8Array, { from }: Box): number => bytes[from] ?? 0;

/** Reads a box piece by piece. */
export interface BoxReader {
  /**
   * Reads a number of so many bytes.
   * @throws {CodecError} `'damaged'` past the end of the box.
   */
  readonly take: (size: 0 | 1 | 2 | 4 | 8) => number;
  readonly skip: (size: number) => void;
  /** Returns the byte that is read next. */
  readonly at: () => number;
}

/** Returns a reader of a box that starts at a byte. */
export function boxReader(bytes: Uint8Array, { end }: Box, start: number): BoxReader {
  let at = start;
  const isIn = (size: number) => at + size <= end;
  const take = (size: 0 | 1 | 2 | 4 | 8): number => {
    if (!isIn(size)) throw damaged('The file is damaged: one of its boxes is too short.');
    const value =
      size === 0
        ? 0
        : size === 1
          ? bytes[at]!
          : size === 2
            ? u16be(bytes, at)
            : size === 4
              ? u32be(bytes, at)
              : u32be(bytes, at) * 2 ** 32 + u32be(bytes, at + 4);
    at += size;
    return value;
  };
  return {
    take,
    skip(size: number): void {
      at += size;
    },
    at: (): number => at,
  };
}
