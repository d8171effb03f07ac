import type { SignDrawing } from './sign.ts';
import { diceOf, gradient, hsl, phrase, rect, svgOf, text } from './svg.ts';

const SIZE = { width: 520, height: 340 };
const BARS = 32;
const COLORS: readonly string[] = ['#e4002b', '#d93a1f', '#c2185b', '#ff4500'];

/** Draws a bar chart in shades of one hue, with one red bar. */
export function redBarChart(seed: number): SignDrawing {
  const dice = diceOf(seed + 70);
  const { height, width } = SIZE;
  const color = COLORS[seed % COLORS.length]!;
  const hue = dice.within(190, 260);
  const [left, floor] = [40, height - 40];
  const step = (width - left - 16) / BARS;
  const thick = Math.max(2, Math.floor(step) - (seed % 3) * 4);
  const chosen = 4 + Math.floor(dice.within(0, BARS - 8));
  const high = 12 + 30 * (seed % 4);
  const bars = Array.from({ length: BARS }, (_, i) => {
    const tall = dice.within(30, floor - 40);
    const fill = i % 3 === 0 ? 'url(#bar)' : hsl(hue, dice.within(20, 55), dice.within(45, 75));
    return i === chosen ? '' : rect(Math.round(left + i * step), floor - tall, thick, tall, fill);
  });
  const lines = Array.from({ length: 6 }, (_, i) => {
    const y = floor - i * 50;
    return (
      rect(left, y, width - left - 16, 1, hsl(210, 10, 86 - i)) + text(6, y + 4, 10, '#667', `${i * 20}`)
    );
  });
  const names = Array.from({ length: 8 }, (_, i) =>
    text(left + 4 * i * step, height - 22, 9, '#556', phrase(dice, 1)),
  );
  const box = { left: Math.round(left + chosen * step), top: floor - high, width: thick, height: high };
  const bar = rect(box.left, box.top, box.width, box.height, color);
  const ground = rect(0, 0, width, height, '#ffffff') + gradient('bar', [hsl(hue, 50, 55), hsl(hue, 40, 78)]);
  const title = text(left, 22, 15, '#223', phrase(dice, 4));
  return {
    kind: 'chart',
    svg: svgOf(width, height, [ground, title, ...lines, ...bars, bar, ...names].join('')),
    signs: [{ color, box }],
  };
}
