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
 * Returns the quality at which an encoder writes the tables of a JPEG; undefined if it never does.
 * @param atHalf - a JPEG of this encoder at quality 50, at which libjpeg does not scale its tables
 */
export function qualityOf(bytes: Uint8Array, atHalf: Uint8Array): number | undefined {
  const [own] = readTables(bytes);
  const [base] = readTables(atHalf);
  if (!own || !base) return undefined;
  for (let quality = 1; quality <= 100; quality++) {
    const percent = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality;
    const scaled = (step: number) => Math.max(1, Math.floor((step * percent + 50) / 100));
    const isScaled = (step: number, i: number) =>
      step === scaled(base[i]!) || step === Math.min(255, scaled(base[i]!)); // baseline tables have steps of a byte
    if (own.every(isScaled)) return quality;
  }
  return undefined;
}

/** Returns whether a JPEG stores colors in full resolution. */
export function hasFullChroma(bytes: Uint8Array): boolean {
  const frame = readJpeg(bytes).segments.find(({ marker }) => marker >= 0xc0 && marker <= 0xc2);
  return frame?.data[FIRST_SAMPLING] === 0x11;
}

/** Byte of a frame header with the sampling factors of the first component. */
const FIRST_SAMPLING = 7;

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
