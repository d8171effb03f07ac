/**
 * Solves Ax = b for a symmetric positive definite A by its Cholesky factor. Only the lower triangle of A is read; the
 * factor overwrites it, and the solution overwrites b. The order of operations is fixed, so the bits are the same on
 * every machine. `sides` right-hand sides are interleaved in b.
 */
export function solveSymmetric(a: Float64Array, b: Float64Array, sides: number): Float64Array {
  const size = b.length / sides;
  for (let j = 0; j < size; j++) {
    for (let i = j; i < size; i++) {
      let sum = a[i * size + j]!;
      for (let m = 0; m < j; m++) sum -= a[i * size + m]! * a[j * size + m]!;
      a[i * size + j] = i === j ? Math.sqrt(sum) : sum / a[j * size + j]!;
    }
  }
  for (let side = 0; side < sides; side++) {
    for (let i = 0; i < size; i++) {
      let sum = b[i * sides + side]!;
      for (let m = 0; m < i; m++) sum -= a[i * size + m]! * b[m * sides + side]!;
      b[i * sides + side] = sum / a[i * size + i]!;
    }
    for (let i = size - 1; i >= 0; i--) {
      let sum = b[i * sides + side]!;
      for (let m = i + 1; m < size; m++) sum -= a[m * size + i]! * b[m * sides + side]!;
      b[i * sides + side] = sum / a[i * size + i]!;
    }
  }
  return b;
}
