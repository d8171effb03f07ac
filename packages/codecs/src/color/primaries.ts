/** CIE chromaticities x, y of red, green, blue and white. */
export type Chromaticities = readonly [
  rx: number,
  ry: number,
  gx: number,
  gy: number,
  bx: number,
  by: number,
  wx: number,
  wy: number,
];

/** Colorants of an ICC profile: XYZ of red, green and blue under D50, nine numbers. */
export type Colorants = readonly number[];

type Vector = readonly [number, number, number];
type Matrix = readonly [Vector, Vector, Vector];

export const D50: Vector = [0.9642, 1, 0.8249];

/** Bradford cone responses: K. M. Lam, thesis, University of Bradford, 1985; ICC.1:2022, annex E. */
const BRADFORD: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];

/** Returns the colorants of these chromaticities; undefined if they are degenerate. */
export function colorantsOf([rx, ry, gx, gy, bx, by, wx, wy]: Chromaticities): Colorants | undefined {
  const xyz = (x: number, y: number): Vector => [x / y, 1, (1 - x - y) / y];
  const columns = transpose([xyz(rx, ry), xyz(gx, gy), xyz(bx, by)]);
  const white = xyz(wx, wy);
  const inverse = invert(columns);
  if (!inverse) return undefined;
  const scale = multiply(inverse, white);
  const adapted = adaptation(white);
  const colorants = transpose(columns).flatMap((column, i) =>
    multiply(adapted, column.map((value) => value * scale[i]!) as unknown as Vector),
  );
  return colorants.every(Number.isFinite) ? colorants : undefined;
}

/** Returns the chromatic adaptation matrix from a white point to D50. */
function adaptation(white: Vector): Matrix {
  const from = multiply(BRADFORD, white);
  const to = multiply(BRADFORD, D50);
  const scaled = BRADFORD.map((row, i) => row.map((value) => (value * to[i]!) / from[i]!));
  const back = invert(BRADFORD)!;
  return transpose(
    transpose(scaled as unknown as Matrix).map((column) => multiply(back, column)) as unknown as Matrix,
  );
}

function multiply(matrix: Matrix, vector: Vector): Vector {
  return matrix.map(
    (row) => row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2],
  ) as unknown as Vector;
}

const transpose = (m: Matrix): Matrix =>
  [0, 1, 2].map((i) => [m[0][i], m[1][i], m[2][i]]) as unknown as Matrix;

function invert([a, b, c]: Matrix): Matrix | undefined {
  const cross = (u: Vector, v: Vector): Vector => [
    u[1] * v[2] - u[2] * v[1],
    u[2] * v[0] - u[0] * v[2],
    u[0] * v[1] - u[1] * v[0],
  ];
  const columns = [cross(b, c), cross(c, a), cross(a, b)] as const;
  const determinant = a[0] * columns[0][0] + a[1] * columns[0][1] + a[2] * columns[0][2];
  if (!(Math.abs(determinant) > 1e-9)) return undefined;
  return transpose(columns.map((column) => column.map((value) => value / determinant)) as unknown as Matrix);
}

/** Returns the matrix from linear light with some colorants to linear light with others. */
export function matrixBetween(from: Colorants, to: Colorants): Matrix {
  const columnsOf = (nine: Colorants) =>
    [nine.slice(0, 3), nine.slice(3, 6), nine.slice(6, 9)] as unknown as Matrix;
  const back = invert(transpose(columnsOf(to)))!;
  return transpose(columnsOf(from).map((column) => multiply(back, column)) as unknown as Matrix);
}
