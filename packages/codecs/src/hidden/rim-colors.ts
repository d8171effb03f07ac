import type { RgbaImage } from '@kcolors/core';
import { isAtRim, rgbOf } from './hidden-pixels.ts';

// A rim is a hidden pixel next to a visible one. Renderers that filter without premultiplying alpha mix the two colors.
// So hidden pixels at a rim need approximately their own colors; those farther away are never visible.

/** Hidden rim colors in one cube of 8 × 8 × 8 values. */
interface Cell {
  /** Lowest red, green and blue of the cube. */
  readonly low: readonly number[];
  /** The first of its colors. */
  readonly color: number;
  /** Number of pixels at the rim. */
  readonly weight: number;
}

const CELL = 8;
/**
 * Maximum error of a hidden color in each channel. A filtered sample halfway has half the error, and 40 of 255 is
 * visible as a rim.
 */
const REACH = 72;
const WIDEST = 2 * REACH;

/** Share of the pixels of a box that are ignored if there are too few colors for all. */
const EXCEPTIONS = 0.05;

/**
 * Returns up to `limit` colors that represent the hidden pixels at rims, by descending number of pixels. Each pixel has
 * a color within `REACH`, if `limit` colors suffice; eight always do. If they do not suffice, colors are too light rather
 * than too dark. Empty if no hidden pixel is at a rim.
 * @param mask - hidden pixels, see `maskOf`
 * @param tolerance - share of the pixels, those of the rarest colors, that may have a larger error
 */
export function rimColors(image: RgbaImage, mask: Uint8Array, limit: number, tolerance = 0): number[] {
  const cells = withoutRarest(cellsOf(image, mask), tolerance);
  if (cells.length === 0) return [];
  const boxes = [cells];
  while (boxes.length < limit) {
    const { at, axis, width } = widest(boxes);
    if (width <= WIDEST) break;
    boxes.splice(at, 1, ...cut(boxes[at]!, axis));
  }
  const weighted = boxes.map((box) => ({ color: colorOf(box), weight: weightOf(box) }));
  weighted.sort((one, other) => other.weight - one.weight || one.color - other.color);
  return [...new Set(weighted.map(({ color }) => color))];
}

/** Returns whether a color may replace another at a rim. */
export const isNearEnough = (color: number, other: number): boolean =>
  maxChannelDistance(color, other) <= REACH;

/** Returns the largest difference of two colors in any channel. */
export const maxChannelDistance = (color: number, other: number): number =>
  Math.max(
    Math.abs((color & 255) - (other & 255)),
    Math.abs(((color >> 8) & 255) - ((other >> 8) & 255)),
    Math.abs((color >> 16) - (other >> 16)),
  );

/** Removes the rarest cells, up to a share of all pixels. */
function withoutRarest(cells: readonly Cell[], share: number): Cell[] {
  let left = Math.floor(share * weightOf(cells));
  const byWeight = [...cells].sort((one, other) => one.weight - other.weight || one.color - other.color);
  return byWeight.filter(({ weight }) => {
    left -= weight;
    return left < 0;
  });
}

function cellsOf({ data, width }: RgbaImage, mask: Uint8Array): Cell[] {
  const weights = new Uint32Array(2 ** 15);
  const colors = new Uint32Array(2 ** 15);
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0 || !isAtRim(mask, i, width)) continue;
    const color = rgbOf(data, i);
    const cell = ((color >> 3) & 31) | ((color >> 6) & 0x3e0) | ((color >> 9) & 0x7c00);
    if (weights[cell] === 0) colors[cell] = color;
    weights[cell]!++;
  }
  const cells: Cell[] = [];
  weights.forEach((weight, i) => {
    const low = [CELL * (i & 31), CELL * ((i >> 5) & 31), CELL * (i >> 10)];
    if (weight > 0) cells.push({ low, color: colors[i]!, weight });
  });
  return cells;
}

/** Returns the lowest and the highest value of a box in a channel. */
function bounds(box: readonly Cell[], axis: number): { low: number; high: number } {
  let low = 255;
  let high = 0;
  for (const cell of box) {
    low = Math.min(low, cell.low[axis]!);
    high = Math.max(high, cell.low[axis]! + CELL - 1);
  }
  return { low, high };
}

/** Returns the widest box in any channel, and that channel. */
function widest(boxes: readonly (readonly Cell[])[]): { at: number; axis: number; width: number } {
  let found = { at: 0, axis: 0, width: -1 };
  boxes.forEach((box, at) => {
    for (let axis = 0; axis < 3; axis++) {
      const { low, high } = bounds(box, axis);
      if (high - low > found.width) found = { at, axis, width: high - low };
    }
  });
  return found;
}

/** Cuts a box at its mean, or as close to it as possible so that both parts are at most `WIDEST`. */
function cut(box: readonly Cell[], axis: number): [Cell[], Cell[]] {
  const { low, high } = bounds(box, axis);
  const min = Math.max(low + CELL, high - WIDEST + CELL);
  const max = Math.min(high - CELL + 1, low + WIDEST - CELL);
  const place = Math.min(max, Math.max(min, meanOf(box, axis)));
  const isBelow = (cell: Cell) => cell.low[axis]! + CELL / 2 < place;
  return [box.filter(isBelow), box.filter((cell) => !isBelow(cell))];
}

const weightOf = (box: readonly Cell[]): number => box.reduce((sum, { weight }) => sum + weight, 0);

const channelOf = (color: number, axis: number): number => (color >> (8 * axis)) & 255;

const meanOf = (box: readonly Cell[], axis: number): number =>
  box.reduce((sum, { color, weight }) => sum + channelOf(color, axis) * weight, 0) / weightOf(box);

/** Returns the most frequent color if it is near enough to all others, otherwise one that is. */
function colorOf(whole: readonly Cell[]): number {
  const isNarrow = widest([whole]).width <= WIDEST;
  const box = isNarrow ? whole : withoutRarest(whole, EXCEPTIONS);
  const limits = [0, 1, 2].map((axis) => {
    const { low, high } = bounds(box, axis);
    return { min: high - REACH, max: Math.max(high - REACH, low + REACH) };
  });
  const common = box.reduce((one, other) => (other.weight > one.weight ? other : one)).color;
  const isNear = limits.every(({ min, max }, axis) => {
    const value = channelOf(common, axis);
    return value >= min && value <= max;
  });
  if (isNear) return common;
  return limits.reduce((color, { min, max }, axis) => {
    const value = Math.round(Math.min(max, Math.max(min, meanOf(box, axis))));
    return color | (value << (8 * axis));
  }, 0);
}
