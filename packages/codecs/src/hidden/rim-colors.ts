import type { RgbaImage } from '@kcolors/core';
import { isAtRim, rgbOf } from './hidden-pixels.ts';

/*
 * Renderers that filter without premultiplying mix the color of a visible pixel with the one hidden beside it. So the
 * hidden pixels at a rim need about their own colors; those farther away are never mixed with anything that is seen.
 */

/** Hidden colors at the rim that lie in one cube of 8 × 8 × 8 values. */
interface Cell {
  /** Lowest value of the cube in red, green and blue. */
  readonly low: readonly number[];
  /** One of its colors. */
  readonly color: number;
  /** Pixels at the rim. */
  readonly weight: number;
}

const CELL = 8;
/**
 * How far a hidden color may be from its own, in each channel. A sample halfway is off by half as much, and 40 of 255 can
 * be seen as a rim.
 */
const REACH = 72;
const WIDEST = 2 * REACH;

/** Share of the pixels of a part that count as exceptions where there are too few colors for all. */
const EXCEPTIONS = 0.05;

/**
 * At most `limit` colors for the hidden pixels of an image, those of a mask, that stand for the ones at its rim, the one of
 * most pixels first.
 * None is farther than `REACH` from its color where so few can do that, which eight always can; but for a share of
 * `tolerance` of the pixels, whose colors are the rarest. Where they cannot, they are rather too light than too dark.
 * Empty where no hidden pixel is at a rim.
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

/** Whether a color can stand for another at a rim. */
export const isNearEnough = (color: number, other: number): boolean => farOf(color, other) <= REACH;

/** The largest difference of two colors in a channel. */
export const farOf = (color: number, other: number): number =>
  Math.max(
    Math.abs((color & 255) - (other & 255)),
    Math.abs(((color >> 8) & 255) - ((other >> 8) & 255)),
    Math.abs((color >> 16) - (other >> 16)),
  );

/** Leaves out the cells of fewest pixels, up to a share of all pixels. */
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

/** The lowest and the highest value of a box in a channel. */
function bounds(box: readonly Cell[], axis: number): { low: number; high: number } {
  let low = 255;
  let high = 0;
  for (const cell of box) {
    low = Math.min(low, cell.low[axis]!);
    high = Math.max(high, cell.low[axis]! + CELL - 1);
  }
  return { low, high };
}

/** The box that is widest in any channel, and that channel. */
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

/** Cuts a box in two at its mean, or as near to it as both parts can be narrow enough. */
function cut(box: readonly Cell[], axis: number): [Cell[], Cell[]] {
  const { low, high } = bounds(box, axis);
  const least = Math.max(low + CELL, high - WIDEST + CELL);
  const most = Math.min(high - CELL + 1, low + WIDEST - CELL);
  const place = Math.min(most, Math.max(least, meanOf(box, axis)));
  const isBelow = (cell: Cell) => cell.low[axis]! + CELL / 2 < place;
  return [box.filter(isBelow), box.filter((cell) => !isBelow(cell))];
}

const weightOf = (box: readonly Cell[]): number => box.reduce((sum, { weight }) => sum + weight, 0);

const channelOf = (color: number, axis: number): number => (color >> (8 * axis)) & 255;

const meanOf = (box: readonly Cell[], axis: number): number =>
  box.reduce((sum, { color, weight }) => sum + channelOf(color, axis) * weight, 0) / weightOf(box);

/** The color of most pixels, where that is near enough to all others; else one that is. */
function colorOf(whole: readonly Cell[]): number {
  const isNarrow = widest([whole]).width <= WIDEST;
  const box = isNarrow ? whole : withoutRarest(whole, EXCEPTIONS);
  const limits = [0, 1, 2].map((axis) => {
    const { low, high } = bounds(box, axis);
    return { least: high - REACH, most: Math.max(high - REACH, low + REACH) };
  });
  const common = box.reduce((one, other) => (other.weight > one.weight ? other : one)).color;
  const isNear = limits.every(({ least, most }, axis) => {
    const value = channelOf(common, axis);
    return value >= least && value <= most;
  });
  if (isNear) return common;
  return limits.reduce((color, { least, most }, axis) => {
    const value = Math.round(Math.min(most, Math.max(least, meanOf(box, axis))));
    return color | (value << (8 * axis));
  }, 0);
}
