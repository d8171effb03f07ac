import { seededRandom } from '../../../../packages/core/src/math/random.ts';

/** A random generator for generated images. */
export interface Dice {
  /** Returns a number from `low` up to but not including `high`. */
  readonly within: (low: number, high: number) => number;
  /** Returns one of several items. */
  readonly pick: <T>(from: readonly T[]) => T;
}

export function diceOf(seed: number): Dice {
  const random = seededRandom(seed);
  return {
    within: (low, high) => low + (high - low) * random(),
    pick: (from) => from[Math.floor(from.length * random())]!,
  };
}

/** Returns an SVG of this size in pixels. */
export const svgOf = (width: number, height: number, content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="DejaVu Sans, Liberation Sans, sans-serif">${content}</svg>`;

export const rect = (
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  more: string = '',
): string => `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}" ${more}/>`;

export const circle = (x: number, y: number, radius: number, fill: string): string =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;

export const text = (x: number, y: number, size: number, fill: string, words: string): string =>
  `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}">${words}</text>`;

export const hsl = (hue: number, saturation: number, lightness: number): string =>
  `hsl(${Math.round(hue)},${Math.round(saturation)}%,${Math.round(lightness)}%)`;

/** Returns a vertical or horizontal gradient, for fills with `url(#id)`. */
export const gradient = (
  id: string,
  colors: readonly string[],
  direction: 'down' | 'right' = 'down',
): string => {
  const stops = colors.map((color, i) => `<stop offset="${i / (colors.length - 1)}" stop-color="${color}"/>`);
  const end = direction === 'down' ? 'x2="0" y2="1"' : 'x2="1" y2="0"';
  return `<defs><linearGradient id="${id}" x1="0" y1="0" ${end}>${stops.join('')}</linearGradient></defs>`;
};

const WORDS =
  'latency queue region cluster storage orders visits errors budget sessions uptime deploy review pending backup north total weekly release network'.split(
    ' ',
  );

/** Returns words of an interface. */
export const phrase = ({ pick }: Dice, count: number): string =>
  Array.from({ length: count }, () => pick(WORDS)).join(' ');
