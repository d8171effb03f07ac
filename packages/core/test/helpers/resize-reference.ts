import type { RgbaImage } from '../../src/types.ts';

/** A slow resampler in 64-bit floats, written from the description in the README of core, not from the kernels. */

type Size = Pick<RgbaImage, 'height' | 'width'>;
type Color = readonly number[];
/** Pixels `from … to−1` of a row or column, which are averaged. */
interface Range {
  readonly from: number;
  readonly to: number;
}

const toLight = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const toSrgb = (l: number) => (l <= 0.0031308 ? 12.92 * l : 1.055 * l ** (1 / 2.4) - 0.055);
const sinc = (x: number) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
const lanczos3 = (x: number) => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0);

const rangesOf = (length: number, side: number): Range[] =>
  Array.from({ length: Math.ceil(length / side) }, (_, i) => ({
    from: i * side,
    to: Math.min(length, (i + 1) * side),
  }));

const cellsOf = (length: number, count: number) =>
  rangesOf(length, Math.max(1, Math.floor(length / count / 3)));

const averaged = (line: readonly Color[], ranges: readonly Range[]): Color[] =>
  ranges.map(({ from, to }) =>
    [0, 1, 2, 3].map((c) => line.slice(from, to).reduce((sum, color) => sum + color[c]!, 0) / (to - from)),
  );

/** Reduces a line of averaged pixels to `count` colors, each bounded by what lies within one result of its center. */
function reduced(line: readonly Color[], ranges: readonly Range[], count: number): readonly Color[] {
  const ratio = ranges.at(-1)!.to / count;
  if (ratio === 1) return line;
  return Array.from({ length: count }, (_, i) => {
    const distances = ranges.map(({ from, to }) => (from + to) / 2 / ratio - (i + 0.5));
    const weights = ranges.map(({ from, to }, j) => (to - from) * lanczos3(distances[j]!));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const near = line.filter((_, j) => Math.abs(distances[j]!) < 1 - 1e-9);
    return [0, 1, 2, 3].map((c) => {
      const sum = line.reduce((all, value, j) => all + (weights[j]! / total) * value[c]!, 0);
      const bounds = near.map((value) => value[c]!);
      return Math.min(Math.max(sum, Math.min(...bounds)), Math.max(...bounds));
    });
  });
}

/** Applies a function to every row, then another one to every column. */
function separably(
  rows: readonly (readonly Color[])[],
  alongX: (row: readonly Color[]) => readonly Color[],
  alongY: (column: readonly Color[]) => readonly Color[],
): Color[][] {
  const narrow = rows.map(alongX);
  const columns = narrow[0]!.map((_, x) => alongY(narrow.map((row) => row[x]!)));
  return columns[0]!.map((_, y) => columns.map((column) => column[y]!));
}

/** Whether 45 % of the visible pixels equal their left neighbor. */
function isFlat({ data, width }: RgbaImage): boolean {
  const pixels = Array.from({ length: data.length / 4 }, (_, i) => data.subarray(4 * i, 4 * i + 4).join());
  const visible = pixels.map((_, i) => i).filter((i) => data[4 * i + 3]! > 0);
  const repeated = visible.filter((i) => i % width > 0 && pixels[i] === pixels[i - 1]);
  return repeated.length >= 0.45 * visible.length;
}

/** Returns the resized pixels as numbers from 0 to 255, not rounded. */
export function referenceResize(image: RgbaImage, size: Size): number[] {
  const { data, height, width } = image;
  const rows = Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => {
      const [r, g, b, a] = data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4);
      return [r!, g!, b!].map((value) => (toLight(value / 255) * a!) / 255).concat(a! / 255);
    }),
  );
  const side = Math.round(Math.max(width / size.width, height / size.height));
  const isWhole = Math.ceil(width / side) === size.width && Math.ceil(height / side) === size.height;
  const isMean = side > 1 && isWhole && isFlat(image);
  const across = isMean ? rangesOf(width, side) : cellsOf(width, size.width);
  const down = isMean ? rangesOf(height, side) : cellsOf(height, size.height);
  const cells = separably(
    rows,
    (row) => averaged(row, across),
    (column) => averaged(column, down),
  );
  const result = isMean
    ? cells
    : separably(
        cells,
        (row) => reduced(row, across, size.width),
        (column) => reduced(column, down, size.height),
      );
  return result.flat().flatMap(([r, g, b, a]) => {
    const color = (light: number) => 255 * toSrgb(Math.min(1, light / a!));
    return a! < 0.5 / 255 ? [0, 0, 0, 0] : [color(r!), color(g!), color(b!), 255 * a!];
  });
}
