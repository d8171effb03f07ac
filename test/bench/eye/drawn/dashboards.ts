import { around, type SignDrawing } from './sign.ts';
import { circle, type Dice, diceOf, gradient, hsl, phrase, rect, svgOf, text } from './svg.ts';

const LIGHTS: readonly string[] = ['#e5202b', '#f5a623', '#1fa750', '#2d7ff9', '#8e3cc4', '#12a594'];
/** Hues of the charts, each far from the hue of the status light at the same index. */
const HUES: readonly number[] = [210, 215, 265, 30, 175, 345];
const SIZES: readonly (readonly [width: number, height: number])[] = [
  [400, 250],
  [560, 350],
  [800, 500],
];
const RADII: readonly number[] = [2.5, 3.5, 5, 7];

/** Draws a dashboard of cards, a chart, a table and gray text, with one status light. */
export function dashboard(seed: number): SignDrawing {
  const dice = diceOf(seed + 1);
  const [width, height] = SIZES[seed % SIZES.length]!;
  const radius = RADII[Math.floor(seed / 3) % RADII.length]!;
  // Each status light appears once in each half of the seeds.
  const which = (seed + Math.floor(seed / LIGHTS.length)) % LIGHTS.length;
  const [color, hue] = [LIGHTS[which]!, HUES[which]!];
  const isDark = Math.floor(seed / 2) % 4 === 1;
  const [ground, card, ink] = isDark ? ['#14171c', '#1d2229', 88] : ['#f4f6f8', '#ffffff', 18];
  const unit = width / 48;
  const parts = [
    gradient('head', [hsl(hue, 45, isDark ? 22 : 46), hsl(hue + 25, 40, isDark ? 30 : 60)], 'right'),
    gradient('fill', [hsl(hue, 60, 58), hsl(hue, 30, isDark ? 20 : 90)]),
    rect(0, 0, width, height, ground),
    rect(0, 0, width, 3 * unit, 'url(#head)'),
    text(unit, 2 * unit, 1.2 * unit, '#ffffff', phrase(dice, 2)),
    ...Array.from({ length: 4 }, (_, i) => cardOf(dice, (1 + 11.7 * i) * unit, 4 * unit, unit, card, ink)),
    rect(unit, 11 * unit, 28 * unit, 18 * unit, card, 'rx="4"'),
    ...chartOf(dice, unit, hue),
    rect(30 * unit, 11 * unit, 17 * unit, 18 * unit, card, 'rx="4"'),
    ...Array.from({ length: 7 }, (_, i) =>
      text(
        31 * unit,
        (13.4 + 2.3 * i) * unit,
        0.95 * unit,
        hsl(215, 8, ink + (isDark ? -4 * i : 5 * i)),
        phrase(dice, 2),
      ),
    ),
  ];
  const [x, y] = [45.2 * unit, (13 + 2.3 * Math.floor(dice.within(0, 7))) * unit];
  return {
    kind: 'dashboard',
    svg: svgOf(width, height, [...parts, circle(x, y, radius, color)].join('')),
    signs: [{ color, box: around(x, y, radius) }],
  };
}

function cardOf(dice: Dice, x: number, y: number, unit: number, fill: string, ink: number): string {
  return [
    rect(x, y, 10.7 * unit, 6 * unit, fill, `rx="4" stroke="${hsl(215, 10, ink > 50 ? 26 : 88)}"`),
    text(x + unit, y + 2 * unit, 0.9 * unit, hsl(215, 6, 52), phrase(dice, 2)),
    text(x + unit, y + 4.6 * unit, 2 * unit, hsl(215, 10, ink), dice.within(10, 9999).toFixed(0)),
  ].join('');
}

function chartOf(dice: Dice, unit: number, hue: number): string[] {
  const bars = Array.from({ length: 24 }, (_, i) => {
    const high = dice.within(2, 9);
    return rect(
      (2 + 1.1 * i) * unit,
      (20 - high) * unit,
      0.8 * unit,
      high * unit,
      hsl(hue, 28 + 1.5 * i, 40 + dice.within(0, 24)),
    );
  });
  const points = Array.from(
    { length: 14 },
    (_, i) => `${(2 + 2 * i) * unit},${dice.within(21.5, 25) * unit}`,
  );
  const area = `<polygon points="${2 * unit},${28 * unit} ${points.join(' ')} ${28 * unit},${28 * unit}" fill="url(#fill)"/>`;
  return [...bars, area];
}
