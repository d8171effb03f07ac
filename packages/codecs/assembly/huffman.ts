// Optimal code lengths with a limit, by package-merge (L. L. Larmore, D. S. Hirschberg, A fast algorithm for optimal
// length-limited Huffman codes, 1990), and canonical codes (RFC 1951, 3.2.2).

/** Symbols by ascending frequency: frequency << 9 | symbol. */
const LEAVES = memory.data(4 * 288, 4);
/** Weights of the items of the last level and of the next one, in turn: u32. */
const WEIGHTS_A = memory.data(4 * 576, 4);
const WEIGHTS_B = memory.data(4 * 576, 4);
/** Whether an item is a symbol, for 15 levels: u8. */
const IS_LEAF = memory.data(576 * 15);
const ITEMS: u32 = 576;

/**
 * Finds the lengths, u8, of an optimal code for these frequencies, u32. A code has at least two symbols, because some
 * decoders refuse others: unused symbols then get a code as well.
 */
export function findLengths(counts: usize, symbols: u32, limit: u32, lengths: usize): void {
  memory.fill(lengths, 0, symbols);
  const used = sortLeaves(counts, symbols);
  if (used < 2) {
    const only: u32 = used === 1 ? load<u32>(LEAVES) & 511 : 0;
    store<u8>(lengths + only, 1);
    store<u8>(lengths + (only === 0 ? 1 : 0), 1);
    return;
  }
  const wanted = 2 * used - 2;
  let last: usize = WEIGHTS_A;
  let lastItems: u32 = 0;
  for (let level: u32 = 0; level < limit; level++) {
    const next: usize = last === WEIGHTS_A ? WEIGHTS_B : WEIGHTS_A;
    lastItems = mergeLevel(last, lastItems >> 1, next, used, wanted, IS_LEAF + ITEMS * level);
    last = next;
  }
  let items: u32 = wanted;
  for (let level = limit; level-- > 0 && items > 0; ) {
    let leaves: u32 = 0;
    for (let i: u32 = 0; i < items; i++) leaves += load<u8>(IS_LEAF + ITEMS * level + i);
    for (let i: u32 = 0; i < leaves; i++) {
      const at = lengths + (load<u32>(LEAVES + 4 * i) & 511);
      store<u8>(at, load<u8>(at) + 1);
    }
    items = 2 * (items - leaves);
  }
}

/** Merges symbols and packages, pairs of items of the last level, by weight. Returns the number of items. */
function mergeLevel(last: usize, packages: u32, next: usize, used: u32, wanted: u32, isLeaf: usize): u32 {
  let leaf: u32 = 0;
  let pair: u32 = 0;
  let items: u32 = 0;
  for (; items < wanted && (leaf < used || pair < packages); items++) {
    const pairWeight =
      pair < packages ? load<u32>(last + 8 * pair) + load<u32>(last + 8 * pair, 4) : u32.MAX_VALUE;
    const leafWeight = leaf < used ? load<u32>(LEAVES + 4 * leaf) >>> 9 : u32.MAX_VALUE;
    const takesLeaf: u32 = leafWeight <= pairWeight ? 1 : 0;
    store<u32>(next + 4 * items, takesLeaf ? leafWeight : pairWeight);
    store<u8>(isLeaf + items, takesLeaf);
    leaf += takesLeaf;
    pair += 1 - takesLeaf;
  }
  return items;
}

/** Sorts the symbols that occur, and returns their number (Shell sort). */
function sortLeaves(counts: usize, symbols: u32): u32 {
  let used: u32 = 0;
  for (let i: u32 = 0; i < symbols; i++) {
    const count = load<u32>(counts + 4 * i);
    if (count > 0) store<u32>(LEAVES + 4 * used++, (count << 9) | i);
  }
  for (let gap: u32 = 121; gap > 0; gap = (gap / 3) | 0) {
    for (let i = gap; i < used; i++) {
      const item = load<u32>(LEAVES + 4 * i);
      let j = i;
      for (; j >= gap; j -= gap) {
        const other = load<u32>(LEAVES + 4 * (j - gap));
        if (other <= item) break;
        store<u32>(LEAVES + 4 * j, other);
      }
      store<u32>(LEAVES + 4 * j, item);
    }
  }
  return used;
}

/** Number of codes of each length, then the next code of each length: u32. */
const NEXT_CODES = memory.data(4 * 16, 4);

/** Sets the codes of all symbols, with the first bit lowest: length << 16 | code. */
export function setCodes(lengths: usize, symbols: u32, codes: usize): void {
  memory.fill(NEXT_CODES, 0, 4 * 16);
  for (let i: u32 = 0; i < symbols; i++) {
    const at = NEXT_CODES + 4 * load<u8>(lengths + i);
    store<u32>(at, load<u32>(at) + 1);
  }
  let code: u32 = 0;
  let before: u32 = 0;
  for (let length: u32 = 1; length < 16; length++) {
    code = (code + before) << 1;
    before = load<u32>(NEXT_CODES + 4 * length);
    store<u32>(NEXT_CODES + 4 * length, code);
  }
  for (let i: u32 = 0; i < symbols; i++) {
    const length: u32 = load<u8>(lengths + i);
    if (length === 0) {
      store<u32>(codes + 4 * i, 0);
      continue;
    }
    const at = NEXT_CODES + 4 * length;
    const next = load<u32>(at);
    store<u32>(at, next + 1);
    store<u32>(codes + 4 * i, (length << 16) | reversed(next, length));
  }
}

function reversed(code: u32, length: u32): u32 {
  let result: u32 = 0;
  for (let i: u32 = 0; i < length; i++) result |= ((code >>> i) & 1) << (length - 1 - i);
  return result;
}
