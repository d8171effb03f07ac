import { GRADIENT, MAX_UNIFORM_DIFFERENCE, UNIFORM } from '../constants.ts';
import type { Pixels } from '../image/pixels.ts';
import { type ColorCache, lookUp, lookUpNear, NEAR } from './color-cache.ts';
import type { Kernel } from './error-diffusion.ts';
import { createSurroundings, markRow, type Surroundings } from './surroundings.ts';

/** Parameters of error diffusion. */
export interface Diffusion {
  readonly width: number;
  readonly kernel: Kernel;
  readonly serpentine: boolean;
  /** Dither strength of opaque pixels, in 256ths. */
  readonly strength: number;
  /** The same for translucent pixels. */
  readonly translucentStrength: number;
  /** The same for gradients; only used with `keepsUniform`. */
  readonly gradientStrength: number;
  /** Maximum error that a pixel receives, see `ditherReach`. */
  readonly reach: number;
  /** The same for opaque pixels, for which gaps to transparent colors do not count. */
  readonly opaqueReach: number;
  /** Squared distance to the nearest color, in steps of the working space, below which a pixel receives no error. */
  readonly nearSq: number;
  /** Whether uniform areas far from all colors stay uniform, as in flat graphics. Only if `nearSq` is more than 0. */
  readonly keepsUniform: boolean;
  /**
   * Whether `nearSq` only applies to pixels equal to their left and upper neighbor, so that uniform areas whose color
   * is in the palette stay uniform.
   */
  readonly keepsExact: boolean;
  /** Palette with premultiplied alpha, 4 numbers per color. */
  readonly palette: Int32Array;
  /** Whether the palette has an opaque color. Opaque pixels then take one and receive no error of alpha. */
  readonly hasOpaque: boolean;
}

/** State that is carried from row to row. */
export interface Diffuser extends Diffusion {
  /** Number of dithered rows. */
  y: number;
  /** Surroundings of pixels, and marks of the current row; only used with `keepsUniform` or `keepsExact`. */
  readonly surroundings: Surroundings;
  readonly marks: Uint8Array;
  /** Error rows, the current one first: 4 numbers per pixel in kernel units, with `MARGIN` pixels at each end. */
  readonly rows: Int32Array[];
  /** Of each tap: the offset within a row when going right, the row, and the weight. */
  readonly offsets: Int32Array;
  readonly down: Int32Array;
  readonly weights: Int32Array;
}

/** Maximum horizontal reach of a kernel, in pixels. */
const MARGIN = 2;

/** Whether the surroundings of pixels matter. */
const needsMarks = ({ keepsUniform, keepsExact }: Diffusion): boolean => keepsUniform || keepsExact;

export function createDiffuser(diffusion: Diffusion): Diffuser {
  const { taps } = diffusion.kernel;
  const height = 1 + Math.max(...taps.map(([, dy]) => dy));
  return {
    ...diffusion,
    y: 0,
    surroundings: createSurroundings(needsMarks(diffusion) ? diffusion.width : 0),
    marks: new Uint8Array(diffusion.width),
    rows: Array.from({ length: height }, () => new Int32Array(4 * (diffusion.width + 2 * MARGIN))),
    offsets: Int32Array.from(taps, ([dx]) => 4 * dx),
    down: Int32Array.from(taps, ([, dy]) => dy),
    weights: Int32Array.from(taps, ([, , weight]) => weight),
  };
}

/** Dithers whole rows, from the top. */
export function diffuseRows(
  diffuser: Diffuser,
  pixels: Pixels,
  indices: Uint8Array,
  cache: ColorCache,
): void {
  const { width } = diffuser;
  for (let at = 0; at < pixels.length; at += width) {
    diffuseRow(diffuser, pixels.subarray(at, at + width), indices.subarray(at, at + width), cache);
  }
}

/**
 * Dithers the next row.
 *
 * Colors and errors have premultiplied alpha, so that invisible error is not spread, and fully transparent pixels
 * neither receive nor pass on error. A pixel takes the color nearest to its own plus the received error, clamped to
 * valid colors. The error passed on is measured without the clamp, so nothing is lost. If the palette has an opaque
 * color, opaque pixels receive no error of alpha, and error makes no other pixel opaque.
 *
 * Pixels near their palette color only pass on their own error. In flat graphics, a pixel that equals its left and
 * upper neighbor may be far from all colors. It takes the nearest one, and neither receives nor passes on error. So a
 * uniform area stays uniform, where dithering would mix very different colors. Gradients are dithered as in
 * photographs, to avoid banding.
 */
function diffuseRow(diffuser: Diffuser, pixels: Pixels, indices: Uint8Array, cache: ColorCache): void {
  const {
    nearSq,
    down,
    hasOpaque,
    keepsUniform,
    keepsExact,
    kernel,
    marks,
    offsets,
    palette,
    rows,
    serpentine,
    weights,
    width,
  } = diffuser;
  const opaqueScale = diffuser.strength / 256 / kernel.divisor;
  const translucentScale = diffuser.translucentStrength / 256 / kernel.divisor;
  const gradientScale = diffuser.gradientStrength / 256 / kernel.divisor;
  const current = rows[0]!;
  if (needsMarks(diffuser)) markRow(diffuser.surroundings, pixels, marks);
  const backward = serpentine && (diffuser.y & 1) === 1;
  const step = backward ? -1 : 1;
  for (let n = 0, x = backward ? width - 1 : 0; n < width; n++, x += step) {
    const p = pixels[x]!;
    const alpha = p >>> 24;
    if (alpha === 0) {
      indices[x] = lookUp(cache, 0);
      continue;
    }
    const opaque = alpha === 255;
    const reach = opaque ? diffuser.opaqueReach : diffuser.reach;
    const at = 4 * (x + MARGIN);
    let r = premultiplied(p & 255, alpha);
    let g = premultiplied((p >>> 8) & 255, alpha);
    let b = premultiplied((p >>> 16) & 255, alpha);
    let a = alpha;
    const isGradient = (marks[x]! & GRADIENT) !== 0;
    const scale = isGradient && keepsUniform ? gradientScale : opaque ? opaqueScale : translucentScale;
    const isUniform = (marks[x]! & UNIFORM) === UNIFORM && !isGradient;
    let index =
      nearSq > 0 && (isUniform || !(keepsExact || isGradient))
        ? lookUpNear(cache, inRange(r, g, b, a, 255))
        : 0;
    if ((index & NEAR) === 0) {
      if (isUniform && keepsUniform && isFar(palette, 4 * index, r, g, b, a)) {
        indices[x] = index;
        continue;
      }
      r += received(current[at]!, scale, reach);
      g += received(current[at + 1]!, scale, reach);
      b += received(current[at + 2]!, scale, reach);
      if (!opaque || !hasOpaque) a += received(current[at + 3]!, scale, reach);
      index = lookUp(cache, inRange(r, g, b, a, opaque || !hasOpaque ? 255 : 254));
    }
    index &= 255;
    indices[x] = index;
    const c = 4 * index;
    const er = r - palette[c]!;
    const eg = g - palette[c + 1]!;
    const eb = b - palette[c + 2]!;
    const ea = a - palette[c + 3]!;
    for (let tap = 0; tap < weights.length; tap++) {
      const row = rows[down[tap]!]!;
      const to = at + step * offsets[tap]!;
      const weight = weights[tap]!;
      row[to]! += weight * er;
      row[to + 1]! += weight * eg;
      row[to + 2]! += weight * eb;
      row[to + 3]! += weight * ea;
    }
  }
  current.fill(0);
  rows.push(rows.shift()!);
  diffuser.y++;
}

function isFar(palette: Int32Array, at: number, r: number, g: number, b: number, a: number): boolean {
  const sideways = Math.max(Math.abs(r - palette[at]!), Math.abs(g - palette[at + 1]!));
  return (
    Math.max(sideways, Math.abs(b - palette[at + 2]!), Math.abs(a - palette[at + 3]!)) >
    MAX_UNIFORM_DIFFERENCE
  );
}

/** Multiplies a channel by alpha and rounds. */
export const premultiplied = (value: number, alpha: number): number =>
  alpha === 255 ? value : Math.round((value * alpha) / 255);

function received(error: number, scale: number, reach: number): number {
  const whole = Math.floor(error * scale + 0.5);
  return whole < -reach ? -reach : whole > reach ? reach : whole;
}

/** Clamps a premultiplied color and returns it as a word: alpha to 0 … `maxAlpha`, channels to 0 … alpha. */
function inRange(r: number, g: number, b: number, a: number, maxAlpha: number): number {
  const alpha = a < 0 ? 0 : a > maxAlpha ? maxAlpha : a;
  const red = r < 0 ? 0 : r > alpha ? alpha : r;
  const green = g < 0 ? 0 : g > alpha ? alpha : g;
  const blue = b < 0 ? 0 : b > alpha ? alpha : b;
  return (red | (green << 8) | (blue << 16) | (alpha << 24)) >>> 0;
}
