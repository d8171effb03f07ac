/** Converts a stored value, 0 to 1, to linear light. */
export type Curve = (stored: number) => number;

/** Parametric curve: light is (a · x + b)^gamma for x ≥ d, otherwise c · x (ICC.1:2022, 10.18, type 3). */
export interface CurveParameters {
  readonly gamma: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** Returns a power curve without a linear part. */
export const gammaCurve = (gamma: number, a = 1): CurveParameters => ({ gamma, a, b: 0, c: 0, d: 0 });

/** The sRGB curve, IEC 61966-2-1. */
export const SRGB_CURVE: CurveParameters = {
  gamma: 2.4,
  a: 1 / 1.055,
  b: 0.055 / 1.055,
  c: 1 / 12.92,
  d: 0.04045,
};

/** Returns the curve of these parameters. */
export const curveOf =
  ({ gamma, a, b, c, d }: CurveParameters): Curve =>
  (stored) =>
    stored < d ? c * stored : power(a * stored + b, gamma);

const FRACTION_BITS = 40;

/**
 * Returns a power of a non-negative number. It uses multiplications and square roots only, which give equal bits on all
 * engines; `**` does not.
 */
export function power(base: number, exponent: number): number {
  if (base <= 0) return 0;
  let result = 1;
  for (let i = Math.floor(exponent); i > 0; i--) result *= base;
  let [root, rest] = [base, exponent - Math.floor(exponent)];
  for (let bit = 0; bit < FRACTION_BITS && rest > 0; bit++) {
    root = Math.sqrt(root);
    rest *= 2;
    if (rest < 1) continue;
    result *= root;
    rest -= 1;
  }
  return result;
}
