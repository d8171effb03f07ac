const f32 = Math.fround;

/**
 * Weights of the blur from the center: a Gaussian with a standard deviation of 1.5, in the form of truncated cosines that
 * SSIMULACRA 2 uses (D. Charalampidis, Recursive implementation of the Gaussian filter using truncated cosine functions,
 * IEEE Transactions on Signal Processing 2016). That form has nine taps and needs no recursion.
 */
const WEIGHTS = Float32Array.of(
  0.26462110548819856,
  0.21292859201042222,
  0.1093353727774603,
  0.03601111465836436,
  0.009414367809653698,
);
const [W0, W1, W2, W3, W4] = WEIGHTS as unknown as readonly [number, number, number, number, number];
/** Reach of the blur, in pixels. */
export const REACH = 4;
const TAPS = 2 * REACH + 1;

/** Blurs rows of some quantities one by one. Beyond the edges, all are 0. */
export interface Blur {
  /** The next row of each quantity, with `REACH` zeros at both ends. */
  readonly source: readonly Float32Array[];
  /** Blurs `source` along the row and adds it. */
  across(row: number): void;
  /** Sets the row whose blur `down` returns, of `rows` in all. The four next ones must have been added. */
  setRow(row: number, rows: number): void;
  down(quantity: number, x: number): number;
}

/** Creates a blur for rows of a width. */
export function createBlur(width: number, quantities: number): Blur {
  const source = Array.from({ length: quantities }, () => new Float32Array(width + 2 * REACH));
  const zeros = new Float32Array(quantities * width);
  const ring = Array.from({ length: TAPS }, () => new Float32Array(quantities * width));
  const around = ring.slice();
  return {
    source,
    across(row) {
      const to = ring[row % TAPS]!;
      for (const [quantity, values] of source.entries()) {
        for (let x = 0, i = REACH; x < width; x++, i++) {
          to[quantity * width + x] = weigh(
            values[i]!,
            f32(values[i - 1]! + values[i + 1]!),
            f32(values[i - 2]! + values[i + 2]!),
            f32(values[i - 3]! + values[i + 3]!),
            f32(values[i - 4]! + values[i + 4]!),
          );
        }
      }
    },
    setRow(row, rows) {
      for (let tap = 0; tap < TAPS; tap++) {
        const at = row + tap - REACH;
        around[tap] = at < 0 || at >= rows ? zeros : ring[at % TAPS]!;
      }
    },
    down(quantity, x) {
      const at = quantity * width + x;
      return weigh(
        around[4]![at]!,
        f32(around[3]![at]! + around[5]![at]!),
        f32(around[2]![at]! + around[6]![at]!),
        f32(around[1]![at]! + around[7]![at]!),
        f32(around[0]![at]! + around[8]![at]!),
      );
    },
  };
}

function weigh(center: number, one: number, two: number, three: number, four: number): number {
  const inner = f32(f32(W0 * center) + f32(W1 * one));
  const outer = f32(f32(W2 * two) + f32(W3 * three));
  return f32(f32(inner + outer) + f32(W4 * four));
}
