/**
 * How a filter is chosen for each row (PNG specification, 9). `'none'` and `'sub'`: always this one. `'entropy'`: the one
 * whose bytes have the least entropy. `'bigrams'`: the one with the fewest different pairs of neighboring bytes.
 */
export type RowFilter = 'none' | 'sub' | 'entropy' | 'bigrams';

const SUB = 1;
/** Filter 3, the average of neighbors, does not suit indices. */
const FILTERS = [0, SUB, 2, 4];

/** Filters rows of one byte per pixel in place. Each starts with filter 0. */
export function filterRows(rows: Uint8Array, rowBytes: number, filter: RowFilter): void {
  if (filter === 'none') return;
  const score = filter === 'entropy' ? createEntropy(rowBytes) : createBigrams();
  const filtered = FILTERS.map(() => new Uint8Array(rowBytes));
  for (let at = rows.length - rowBytes; at >= 0; at -= rowBytes) {
    const row = rows.subarray(at, at + rowBytes);
    const above = at > 0 ? rows.subarray(at - rowBytes, at) : new Uint8Array(rowBytes);
    let best: Uint8Array | undefined;
    if (filter === 'sub') best = filterRow(row, above, SUB, filtered[SUB]!);
    else {
      let least = Number.POSITIVE_INFINITY;
      for (const [i, candidate] of filtered.entries()) {
        const value = score(filterRow(row, above, FILTERS[i]!, candidate));
        if (value >= least) continue;
        least = value;
        best = candidate;
      }
    }
    row.set(best!);
  }
}

function filterRow(row: Uint8Array, above: Uint8Array, filter: number, to: Uint8Array): Uint8Array {
  const { length } = row;
  to[0] = filter;
  if (filter === 0) to.set(row.subarray(1), 1);
  else if (filter === 1) {
    to[1] = row[1]!;
    for (let i = 2; i < length; i++) to[i] = row[i]! - row[i - 1]!;
  } else if (filter === 2) for (let i = 1; i < length; i++) to[i] = row[i]! - above[i]!;
  else {
    to[1] = row[1]! - above[1]!;
    for (let i = 2; i < length; i++) to[i] = row[i]! - paeth(row[i - 1]!, above[i]!, above[i - 1]!);
  }
  return to;
}

function paeth(left: number, up: number, corner: number): number {
  const fromLeft = Math.abs(up - corner);
  const fromUp = Math.abs(left - corner);
  const fromCorner = Math.abs(left + up - 2 * corner);
  if (fromLeft <= fromUp && fromLeft <= fromCorner) return left;
  return fromUp <= fromCorner ? up : corner;
}

/** Returns a function that gives the entropy of a row, in integers: they are the same on every host. */
function createEntropy(rowBytes: number): (row: Uint8Array) => number {
  const counts = new Uint32Array(256);
  const bits = Float64Array.from({ length: rowBytes }, (_, n) => n * logarithm(n));
  return (row) => {
    counts.fill(0);
    for (let i = 1; i < row.length; i++) counts[row[i]!]!++;
    let sum = 0;
    for (const count of counts) sum -= bits[count]!;
    return sum;
  };
}

/** Bits of the fraction of `logarithm`. */
const FRACTION = 10;

/** Returns the binary logarithm of an integer in 1,024ths, rounded down. `Math.log2` may differ between hosts. */
function logarithm(n: number): number {
  if (n < 2) return 0;
  let result = 31 - Math.clz32(n);
  let rest = n / 2 ** result; // in [1, 2)
  for (let bit = 0; bit < FRACTION; bit++) {
    rest *= rest;
    result = 2 * result + (rest >= 2 ? 1 : 0);
    if (rest >= 2) rest /= 2;
  }
  return result;
}

/** Returns a function that counts different pairs of neighboring bytes. */
function createBigrams(): (row: Uint8Array) => number {
  const seen = new Uint32Array(2 ** 16);
  let mark = 0;
  return (row) => {
    mark++;
    let count = 0;
    for (let i = 2; i < row.length; i++) {
      const pair = (row[i - 1]! << 8) | row[i]!;
      if (seen[pair] === mark) continue;
      seen[pair] = mark;
      count++;
    }
    return count;
  };
}
