import type { RgbaImage } from '../types.ts';
import { SCALES } from './scales.ts';

/** Weights of the mean errors: structural losses, gained edges and lost edges. Then those of their fourth-power means. */
type Weights = readonly [
  loss: number,
  gain: number,
  blur: number,
  loss4: number,
  gain4: number,
  blur4: number,
];
const NONE = undefined;

/**
 * Weights of SSIMULACRA 2.1 by scale, in X, Y and B (Jon Sneyers 2023, fitted to the judgments of people in CID22, TID2013,
 * Kadid10k and KonFiG-IQA). From `tools/ssimulacra2.cc` of libjxl: copyright (c) the JPEG XL Project Authors, BSD-3-Clause,
 * see `packages/core/notices/ssimulacra2.txt`. Weights below 0.002 are left out, and with them the smallest scale: they change the score by
 * less than 0.02.
 */
const WEIGHTS: readonly (readonly [
  x: Weights | undefined,
  y: Weights | undefined,
  b: Weights | undefined,
])[] = [
  [NONE, [0, 0, 0, 7.466890328078848, 0, 17.445833984131262], NONE],
  [[0, 0, 0, 1.1041726426657346, 0, 0], [0, 0, 0, 6.683678146179332, 0, 1.027889937768264], NONE],
  [
    [0, 0, 0, 1.8422455520539298, 11.441172603757666, 0],
    [225.20515300849274, 0, 0, 19.213238186143016, 0, 0],
    NONE,
  ],
  [
    [0, 0, 0, 1.8787594979546387, 10.94906990605142, 0],
    [176.39317598450694, 0, 0, 24.43300999870476, 0.28520802612117757, 0],
    [0, 0, 0, 8.826982764996862, 23.19243343998926, 0],
  ],
  [
    [0, 0.9677937080626833, 0, 0, 0.9981766977854967, 0],
    [0, 0, 0, 34.77906344483772, 44.835625328877896, 0],
    [95.1080498811086, 0.9863978034400682, 0.9834382792465353, 0, 171.2667255897307, 0.9807858872435379],
  ],
];

/** Factors of the weighted sum and of its second and third power, and the power of the result, from the same source. */
const FACTOR = 0.9562382616834844;
const POLYNOMIAL = [2.326765642916932, -0.020884521182843837, 6.248496625763138e-5] as const;
const POWER = 0.6276336467831387;
/** Bits of the power that count. */
const POWER_BITS = 50;

/**
 * Small images are viewed from closer. Up to the size of the largest icons, 256 × 256 pixels, errors count three times;
 * the factor falls to 1 at 300 × 300. Viewers noticed grain and broken lines in icons that photographs hide.
 */
const CLOSEST = 3;
const SMALL = 256;
const LARGE = 300;

/** Weight of errors in an image of this size, 1 to 3. */
export function closenessOf({ height, width }: Pick<RgbaImage, 'height' | 'width'>): number {
  const side = Math.min(LARGE, Math.max(SMALL, Math.sqrt(width * height)));
  return 1 + ((CLOSEST - 1) * (LARGE - side)) / (LARGE - SMALL);
}

/** Whether a channel counts at a scale. */
export const counts = (scale: number, channel: number): boolean => WEIGHTS[scale]![channel] !== NONE;

/** Sums of `compare` by scale and channel, and the numbers of their pixels by scale. */
export interface Errors {
  readonly sums: readonly (readonly (Float64Array | undefined)[])[];
  readonly pixels: readonly number[];
}

/** Returns the score of errors, 0 to 100. Errors count `closeness` times. */
export function scoreOf({ pixels, sums }: Errors, closeness: number): number {
  let sum = 0;
  for (let scale = 0; scale < SCALES; scale++) {
    for (const [channel, errors] of sums[scale]!.entries()) {
      const weights = WEIGHTS[scale]![channel];
      if (!errors || !weights) continue;
      for (const [i, weight] of weights.entries()) {
        const mean = errors[i]! / pixels[scale]!;
        sum += weight * (i < 3 ? mean : Math.sqrt(Math.sqrt(mean)));
      }
    }
  }
  const x = FACTOR * sum;
  const error = x * (POLYNOMIAL[0] + x * (POLYNOMIAL[1] + x * POLYNOMIAL[2]));
  return Math.max(0, 100 - 10 * power(closeness * error));
}

/** Returns a number to the power of `POWER`, made of square roots, which are exact on every machine. */
function power(value: number): number {
  let result = 1;
  let root = value;
  for (let bit = 0, rest = POWER; bit < POWER_BITS && rest > 0; bit++) {
    root = Math.sqrt(root);
    rest *= 2;
    if (rest < 1) continue;
    result *= root;
    rest -= 1;
  }
  return value > 0 ? result : 0;
}
