import type { SignDrawing } from './sign.ts';
import { diceOf, hsl, svgOf, text } from './svg.ts';

const SIZE = { width: 560, height: 400 };
const [COLUMNS, ROWS] = [11, 8];
const COUNTRIES: readonly string[] = ['#d7263d', '#f08a24', '#7b2fbf', '#e8c21a'];
const HUES: readonly number[] = [205, 165, 90, 225];

/** Draws a map of many shades of one hue, with one country in another hue. */
export function countryMap(seed: number): SignDrawing {
  const dice = diceOf(seed + 50);
  const { height, width } = SIZE;
  const [cellWidth, cellHeight] = [width / COLUMNS, height / ROWS];
  // Corners of a distorted grid. The outer corners stay in place.
  const corners = Array.from({ length: (COLUMNS + 1) * (ROWS + 1) }, (_, i) => {
    const [column, row] = [i % (COLUMNS + 1), Math.floor(i / (COLUMNS + 1))];
    const move = (size: number, isRim: boolean) => (isRim ? 0 : dice.within(-0.3, 0.3) * size);
    return [
      column * cellWidth + move(cellWidth, column === 0 || column === COLUMNS),
      row * cellHeight + move(cellHeight, row === 0 || row === ROWS),
    ] as const;
  });
  const hue = HUES[seed % HUES.length]!;
  const color = COUNTRIES[seed % COUNTRIES.length]!;
  const home = { column: 2 + Math.floor(dice.within(0, 7)), row: 1 + Math.floor(dice.within(0, 6)) };
  const shapes: string[] = [];
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const at = row * (COLUMNS + 1) + column;
      const points = [at, at + 1, at + COLUMNS + 2, at + COLUMNS + 1]
        .map((i) => corners[i]!.join())
        .join(' ');
      const fill = hsl(hue, dice.within(25, 50), dice.within(35, 85));
      shapes.push(`<polygon points="${points}" fill="${fill}" stroke="#fff"/>`);
    }
  }
  const [x, y] = [(home.column + 0.5) * cellWidth, (home.row + 0.5) * cellHeight];
  const side = [10, 16, 24, 36][seed % 4]! / 2;
  const country = `<polygon points="${x - side},${y - side * 0.6} ${x + side * 0.7},${y - side} ${x + side},${y + side * 0.7} ${x - side * 0.5},${y + side}" fill="${color}" stroke="#fff"/>`;
  const labels = Array.from({ length: 8 }, (_, i) =>
    text(dice.within(0, width - 60), dice.within(12, height), 9, hsl(hue, 20, 15 + 3 * i), 'Region'),
  );
  return {
    kind: 'map',
    svg: svgOf(width, height, [...shapes, ...labels, country].join('')),
    signs: [
      { color, box: { left: x - side - 1, top: y - side - 1, width: 2 * side + 3, height: 2 * side + 3 } },
    ],
  };
}
