import { u16be } from '../bytes.ts';
import { readJpeg } from './markers.ts';

/**
 * Whether a JPEG was stored at least as coarsely as another one: every step of its quantization tables is as
 * large. Encoding it again then only loses more. Tables are compared by their numbers in the file.
 */
export function isAsCoarse(bytes: Uint8Array, as: Uint8Array): boolean {
  const own = readTables(bytes);
  const other = readTables(as);
  const last = own.at(-1);
  return (
    last !== undefined && other.every((table, i) => table.every((step, k) => (own[i] ?? last)[k]! >= step))
  );
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
