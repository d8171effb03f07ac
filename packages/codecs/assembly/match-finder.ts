// Finds for each position the nearest match of every length. Two tables have the last position of each three and four
// bytes. Longer matches come from binary trees, one for each hash of five bytes, sorted by what follows. The newest
// position is the root, so that the nearest match of each length lies on the path of a search.

import { FIRST, MATCHES, MAX_MATCHES, START, WINDOW } from './memory';
import { stepOf } from './symbols';

const BITS_3 = 17;
const BITS_4 = 16;
const BITS_5 = 16;
/** Last position of each hash: u32. Positions start so high that 0 is out of reach. */
const LAST_3 = memory.data(2 << 17, 16);
const LAST_4 = memory.data(2 << 16, 16);
const ROOTS = memory.data(4 << 16, 16);
/** Children of the positions in the window: u32, lesser then greater. */
const CHILDREN = memory.data(8 << 15, 16);

/** 2³² and 2⁶⁴ divided by the golden ratio, which spreads hashes (D. E. Knuth, The Art of Computer Programming 3, 6.4). */
const MULTIPLIER: u32 = 0x9e3779b1;
const MULTIPLIER_64: u64 = ((0x9e3779b9 as u64) << 32) | 0x7f4a7c15;

const MAX_LENGTH: u32 = 258;
const MIN_REST: u32 = 5;
/**
 * Length at which the search of a position inside a match ends, with the position in the place of the one that it found.
 * The order of a tree is certain up to this length only.
 */
const INSIDE_NICE: u32 = 64;

/** Forgets all positions. */
export function forgetMatches(): void {
  memory.fill(LAST_3, 0, 2 << 17);
  memory.fill(LAST_4, 0, 2 << 16);
  memory.fill(ROOTS, 0, 4 << 16);
}

let longest: u32 = 0;
let write: usize = 0;

/**
 * Stores the matches of all positions of a segment.
 * @param position - number of its first byte in the stream, plus an offset of at least twice the window
 * @param ahead - number of bytes after the segment. Matches may reach into them
 * @param depth - maximum number of tree nodes that a search compares
 * @param nice - a match of this length ends the search, and the positions inside it get no matches of their own
 */
export function findMatches(position: u32, count: u32, ahead: u32, depth: u32, nice: u32): void {
  write = MATCHES;
  let inside: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    store<u32>(FIRST + 4 * i, write);
    const rest = count - i + ahead;
    if (rest < MIN_REST) {
      if (inside > 0) inside--;
      continue;
    }
    const at = START + i;
    const start = write;
    const next = load<u64>(at);
    const limit = rest < MAX_LENGTH ? rest : MAX_LENGTH;
    const end = write + 4 * MAX_MATCHES;
    if (inside > 0) {
      // This position needs no matches, but later positions may match it: the tree gets it.
      search(position + i, at, hash5(next), depth, limit, min(limit, INSIDE_NICE), end);
      write = start;
      inside--;
      continue;
    }
    longest = 2;
    nearest(LAST_3 + 2 * hash3(next), position + i, at, next, 3);
    nearest(LAST_4 + 2 * hash4(next), position + i, at, next, 4);
    search(position + i, at, hash5(next), depth, limit, min(limit, nice), end);
    if (longest >= nice) inside = longest - 1;
  }
  store<u32>(FIRST + 4 * count, write);
}

// @inline
function hash3(next: u64): u32 {
  return (((next as u32) << 8) * MULTIPLIER) >>> (32 - BITS_3);
}

// @inline
function hash4(next: u64): u32 {
  return ((next as u32) * MULTIPLIER) >>> (32 - BITS_4);
}

// @inline
function hash5(next: u64): u32 {
  return (((next << 24) * MULTIPLIER_64) >> (64 - BITS_5)) as u32;
}

/**
 * Stores the match at the last position of a hash if it has at least `least` bytes, is longer than others, and is none that
 * the tree finds. Without branches: nobody can predict them.
 */
// @inline
function nearest(last: usize, position: u32, at: usize, next: u64, least: u32): void {
  const distance = (position - load<u16>(last)) & 0xffff;
  store<u16>(last, position);
  const isInWindow = distance - 1 < WINDOW;
  const differs = next ^ load<u64>(at - select<u32>(distance, 1, isInWindow));
  const length = (ctz(differs) >> 3) as u32;
  const isNew: u32 =
    (isInWindow as u32) &
    ((length >= least) as u32) &
    ((length > longest) as u32) &
    ((length < MIN_REST) as u32);
  store<u32>(write, stepOf(distance, length));
  longest = select(length, longest, isNew);
  write += isNew << 2;
}

/** Inserts a position into its tree, and stores matches that are longer than others. */
// @inline
function search(position: u32, at: usize, hash: u32, depth: u32, limit: u32, nice: u32, end: usize): void {
  let node = load<u32>(ROOTS + 4 * hash);
  store<u32>(ROOTS + 4 * hash, position);
  let lesser: usize = CHILDREN + 8 * (position & (WINDOW - 1));
  let greater = lesser + 4;
  let lesserLength: u32 = 0;
  let greaterLength: u32 = 0;
  for (;;) {
    const distance = position - node;
    if (distance >= WINDOW || depth === 0) break;
    depth--;
    const other = at - distance;
    let length = min(min(lesserLength, greaterLength), INSIDE_NICE);
    while (length < limit) {
      const differs = load<u64>(at + length) ^ load<u64>(other + length);
      if (differs) {
        length += (ctz(differs) >> 3) as u32;
        break;
      }
      length += 8;
    }
    if (length > limit) length = limit;
    const children: usize = CHILDREN + 8 * (node & (WINDOW - 1));
    if (length > longest) {
      longest = length;
      if (write === end) write -= 4;
      store<u32>(write, stepOf(distance, length));
      write += 4;
    }
    if (length >= nice) {
      store<u32>(lesser, load<u32>(children));
      store<u32>(greater, load<u32>(children, 4));
      return;
    }
    if (load<u8>(other + length) < load<u8>(at + length)) {
      store<u32>(lesser, node);
      lesser = children + 4;
      lesserLength = length;
      node = load<u32>(lesser);
    } else {
      store<u32>(greater, node);
      greater = children;
      greaterLength = length;
      node = load<u32>(greater);
    }
  }
  store<u32>(lesser, 0);
  store<u32>(greater, 0);
}
