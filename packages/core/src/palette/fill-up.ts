import { packColor, unpackColor } from '../color/working-space.ts';
import { countOf, distinctColors } from '../histogram/distinct.ts';
import type { Histogram } from '../histogram/histogram.ts';
import type { Palette } from '../types.ts';

const OPAQUE = 0xff000000;

/**
 * The palette without colors that come twice, filled up to `count` with those that occur most often in the first of the
 * histograms that has some, as long as there are any. From byte `from` on colors may go.
 */
export function fillUp(
  palette: Palette,
  from: number,
  count: number,
  histograms: Iterable<Histogram>,
): Palette {
  const fixed = Array.from({ length: from / 4 }, (_, i) => packColor(palette, 4 * i));
  const there = new Set<number>(fixed);
  const free: number[] = [];
  const add = (color: number): void => {
    if (there.has(color)) return;
    there.add(color);
    free.push(color);
  };
  for (let at = from; at < palette.length; at += 4) add(packColor(palette, at));
  if (fixed.length + free.length < count) {
    for (const histogram of histograms) {
      for (const color of byCount(histogram)) if (fixed.length + free.length < count) add(color);
    }
  }
  const filled = new Uint8Array(from + 4 * free.length);
  filled.set(palette.subarray(0, from));
  free.forEach((color, i) => {
    unpackColor(color, filled, from + 4 * i);
  });
  return filled;
}

/** The visible colors of a histogram that counts them one by one, made opaque, the most frequent first. */
function byCount({ binned, distinct }: Histogram): number[] {
  if (binned) return [];
  const counts = new Map<number, number>();
  for (const color of distinctColors(distinct)) {
    if (color >>> 24 === 0) continue;
    const opaque = (color | OPAQUE) >>> 0;
    counts.set(opaque, (counts.get(opaque) ?? 0) + countOf(distinct, color));
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || a - b).map(([color]) => color);
}
