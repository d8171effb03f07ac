import type { CompressResult, QualityScore } from '@kcolors/codecs';

/** Number formats for people, independent of the locale. */

/** Formats a change in size: `−88 %`, `+12 %`, `±0 %`. */
export function formatChange(before: number, after: number): string {
  const percent = before === 0 ? 0 : ((after - before) / before) * 100;
  const size = Math.abs(percent);
  const digits =
    size < 9.95
      ? Number(size.toFixed(1))
      : size > 99 && size < 100
        ? Number(size.toFixed(1))
        : Math.round(size);
  if (digits === 0) return '±0 %';
  return `${percent < 0 ? '−' : '+'}${digits} %`;
}

type Size = Pick<CompressResult, 'height' | 'width'> & {
  readonly resizedFrom?: CompressResult['resizedFrom'] | undefined;
};

/** Formats the size of an image: `1600 × 1200`, or `4000 × 3000 → 1600 × 1200` if it was reduced. */
export function formatSize({ height, resizedFrom, width }: Size): string {
  const size = `${width} × ${height}`;
  return resizedFrom ? `${resizedFrom.width} × ${resizedFrom.height} → ${size}` : size;
}

/** Formats a count: `1 color`, `16 colors`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** Formats a score: `quality score 82 of 100`. Rounds down, so that it never claims to reach a target. */
export const describeQualityScore = ({ score }: QualityScore): string =>
  `quality score ${Math.floor(score)} of 100`;
