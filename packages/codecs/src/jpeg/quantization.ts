import { u16be } from '../bytes.ts';
import { readJpeg } from './markers.ts';

/** Steps of the lowest frequencies, seven diagonals in zigzag order: they hold nearly all of a picture. */
const LOW_FREQUENCIES = 28;

/** Why a JPEG should not be replaced by one of this quality, where it is stored as coarsely; else undefined. */
export function reencodingObjection(bytes: Uint8Array, by: Uint8Array, quality: number): string | undefined {
  if (!isAsCoarse(bytes, by)) return undefined;
  return `The JPEG is already stored at quality ${quality} or below: the original was kept.`;
}

/**
 * Whether a JPEG was stored at least as coarsely as another one: for each table of the other, the sum of the
 * steps of its low frequencies is as large. Encoding it again then loses without need. Tables are compared by
 * their numbers in the file.
 */
function isAsCoarse(bytes: Uint8Array, as: Uint8Array): boolean {
  const own = readTables(bytes).map(lowSum);
  const other = readTables(as).map(lowSum);
  const last = own.at(-1);
  return last !== undefined && other.every((sum, i) => (own[i] ?? last) >= sum);
}

function lowSum(table: readonly number[]): number {
  return table.slice(0, LOW_FREQUENCIES).reduce((sum, step) => sum + step, 0);
}

/** Quantization tables in the order of their numbers, 64 steps each. */
function readTables(bytes: Uint8Array): number[][] {
  const tables: number[][] = [];
  for (const { marker, data } of readJpeg(bytes).segments) {
    if (marker !== 0xdb) continue;
    for (let at = 0; at < data.length; ) {
      const isWide = data[at]! >> 4 > 0;
      const start = at + 1;
      tables[data[at]! & 15] = Array.from({ length: 64 }, (_, k) =>
        isWide ? u16be(data, start + 2 * k) : (data[start + k] ?? 0),
      );
      at += 1 + (isWide ? 128 : 64);
    }
  }
  return tables.filter(Boolean);
}
