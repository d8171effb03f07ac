/** Sine from basic arithmetic only: `Math.sin` may differ in the last bit between engines. */

/** Sine of π · `x`, by its Taylor series around the nearest zero. The error is below 10⁻¹³. */
export function sinPi(x: number): number {
  const nearest = Math.round(x);
  const y = Math.PI * (x - nearest);
  let term = nearest % 2 === 0 ? y : -y;
  let sum = term;
  for (let n = 2; n <= 16; n += 2) {
    term *= (-y * y) / (n * (n + 1));
    sum += term;
  }
  return sum;
}
