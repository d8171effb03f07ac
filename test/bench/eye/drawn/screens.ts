import { around, type Sign, type SignDrawing } from './sign.ts';
import { circle, diceOf, gradient, hsl, phrase, rect, svgOf, text } from './svg.ts';

const SIZE = { width: 600, height: 400 };
const ROWS = 12;
const STATUS: readonly string[] = ['#e5202b', '#f5a623', '#2d7ff9'];

/** Draws a list of gray rows, three of which have an icon in a different color. */
export function statusList(seed: number): SignDrawing {
  const dice = diceOf(seed + 90);
  const { height, width } = SIZE;
  const step = height / ROWS;
  const radius = [3, 4.5, 6, 8][seed % 4]!;
  const marked = [1 + (seed % 3), 5 + (seed % 3), 9 + (seed % 2)];
  const signs: Sign[] = [];
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const y = row * step;
    const [x, middle] = [24, Math.round(y + step / 2)];
    const which = marked.indexOf(row);
    const color = STATUS[which] ?? hsl(150, 6, 60 + row);
    if (which >= 0) signs.push({ color, box: around(x, middle, radius) });
    return [
      rect(0, y, width, step, row % 2 ? '#fafbfc' : '#ffffff'),
      circle(x, middle, radius, color),
      text(48, middle + 4, 12, hsl(220, 9, 14 + 3 * row), phrase(dice, 4)),
      text(420, middle + 4, 11, hsl(220, 6, 40 + 2 * row), phrase(dice, 2)),
      rect(330, middle - 4, dice.within(10, 80), 8, hsl(205 + row, 30, 50 + 2 * row)),
    ].join('');
  });
  return { kind: 'status icons', svg: svgOf(width, height, rows.join('')), signs };
}

const DEEP: readonly (readonly string[])[] = [
  ['#003159', '#5a1020', '#0b4a2a'],
  ['#2a1a5e', '#6b3a00', '#00505a'],
  ['#0a3d8f', '#7a0f3c', '#2f5200'],
  ['#4a0f6b', '#004b6e', '#803010'],
];

/** Draws a dark screen of many grays, with icons in deep colors. */
export function darkScreen(seed: number): SignDrawing {
  const dice = diceOf(seed + 110);
  const { height, width } = SIZE;
  const side = [14, 18, 24, 30][seed % 4]!;
  const icons = DEEP[seed % DEEP.length]!.map((color, i): Sign => {
    const box = { left: 14, top: 60 + i * 90, width: side, height: side };
    return { color, box };
  });
  const lines = Array.from({ length: 22 }, (_, i) =>
    text(90 + 12 * (i % 4), 50 + 15 * i, 11, hsl(215, 5, 35 + 2 * i), phrase(dice, 5)),
  );
  const parts = [
    gradient('panel', ['#1e2124', '#2b2f34']),
    rect(0, 0, width, height, '#24292e'),
    rect(0, 0, 60, height, '#1b1e22'),
    rect(430, 30, 160, 350, 'url(#panel)', 'rx="6"'),
    ...Array.from({ length: 10 }, (_, i) =>
      rect(440, 45 + 32 * i, dice.within(60, 140), 18, hsl(215, 7, 20 + 3 * i), 'rx="3"'),
    ),
    ...lines,
    ...icons.map(({ box, color }) => rect(box.left, box.top, box.width, box.height, color, 'rx="3"')),
  ];
  return { kind: 'dark screen', svg: svgOf(width, height, parts.join('')), signs: icons };
}
