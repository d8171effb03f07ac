import { colorList } from '../color-list.ts';
import type { Found } from '../format.ts';
import { hexOf } from '../hex.ts';

const LINE =
  /^\s*(\d{1,3})[\s,;]+(\d{1,3})[\s,;]+(\d{1,3})(?:[\s,;]+(\d{1,3}))?[\s,;]*(?:["']?([^\d\s"'][^"']{0,200})["']?)?$/;
const COMMENT = /^\s*(?:[;#]|\/\/|$)/;

/**
 * Reads lines of red, green and blue from 0 to 255, as of ColorBrewer: `201 140 110`. A name may follow.
 * @returns undefined if any line is something else
 */
export function readTriplets(lines: readonly string[]): Found | undefined {
  const { add, colors } = colorList();
  for (const [i, line] of lines.entries()) {
    if (COMMENT.test(line)) continue;
    const match = line.length > 300 ? null : LINE.exec(line);
    const numbers = match?.slice(1, 5).flatMap((each) => (each === undefined ? [] : [Number(each)])) ?? [];
    if (numbers.length < 3 || numbers.some((each) => each > 255)) return undefined;
    const [r, g, b, a] = numbers as [number, number, number, number?];
    const name = match?.[5]?.trim();
    add({ hex: hexOf(r, g, b, a), ...(name && { name }), place: () => ({ line: i + 1 }) });
  }
  return colors.length > 0 ? { colors } : undefined;
}
