import { u16be } from '../bytes.ts';
import { readJpeg } from './markers.ts';

/** Number of quantization steps to compare: seven zigzag diagonals, which carry nearly all of a picture. */
const LOW_FREQUENCIES = 28;

/** Returns why a JPEG should not be replaced by its re-encoding, if it is quantized at least as coarsely. */
export function reencodingObjection(
  original: Uint8Array,
  reencoded: Uint8Array,
  quality: number,
): string | undefined {
  if (!isAsCoarse(original, reencoded)) return undefined;
  return `The JPEG is already stored at quality ${quality} or below: the original was kept.`;
}

/**
 * Returns whether a JPEG is quantized at least as coarsely as another one: for each table of the other, its table of the
 * same number has at least the same sum of low-frequency steps. Encoding it again would then only lose quality.
 */
function isAsCoarse(bytes: Uint8Array, otherBytes: Uint8Array): boolean {
  const own = readTables(bytes).map(lowSum);
  const other = readTables(otherBytes).map(lowSum);
  const last = own.at(-1);
  return last !== undefined && other.every((sum, i) => (own[i] ?? last) >= sum);
}

/**
 * Returns whether a JPEG has the tables of an encoder at any quality.
 * @param atHalf - a JPEG of this encoder at quality 50, at which libjpeg does not scale its tables
 */
export function hasTablesOf(bytes: Uint8Array, atHalf: Uint8Array): boolean {
  const [own] = readTables(bytes);
  const [base] = readTables(atHalf);
  if (!own || !base) return false;
  for (let quality = 1; quality <= 100; quality++) {
    const percent = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality;
    const scaled = (step: number) => Math.min(255, Math.max(1, Math.floor((step * percent + 50) / 100)));
    if (own.every((step, i) => step === scaled(base[i]!))) return true;
  }
  return false;
}

function lowSum(table: readonly number[]): number {
  return table.slice(0, LOW_FREQUENCIES).reduce((sum, step) => sum + step, 0);
}

/** Returns the quantization tables by their number, 64 steps each. */
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
