import { CHUNK, type Engine } from '../engine/engine.ts';
import type { PixelSource } from '../image/pixels.ts';
import { type Diffusion, premultiplied } from '../kernels/diffuse.ts';
import { KERNELS } from '../kernels/error-diffusion.ts';
import type { Palette, Progress } from '../types.ts';
import { ditherReach } from './dither-reach.ts';
import { isSmallPicture, type Labeled, type RemapSettings } from './labeled.ts';
import { remapRate } from './rate-remap.ts';

/** Approximate number of pixels between two steps. */
const STEP = 2 ** 18;

/**
 * Squared distance to the palette color below which pixels of flat graphics and small images receive no error. The
 * distance is 0.5 % of the range of lightness, which is 2040 steps. Speckles would be visible; at 1 %, gradients would
 * show banding.
 */
const NEAR_SQ = 104; // 10.2 squared
/** The same for uniform areas of photographs: only an exact palette color receives no error. */
const EXACT_SQ = 1;
/**
 * Share of the remaining dither strength that gradients receive after all. In smooth gradients, error that is dropped
 * causes banding around palette colors.
 */
const GRADIENT_SHARE = 0.5;

/** Assigns every pixel to a palette color, with or without error diffusion. */
export function* remapPixels(
  engine: Engine,
  pixels: PixelSource,
  palette: Palette,
  options: RemapSettings,
): Generator<Progress, Labeled> {
  if (options.rate > 0 && pixels.length > 0) return yield* remapRate(engine, pixels, palette, options);
  const { length, width } = pixels;
  const indices = new Uint8Array(length);
  const dithered = options.dither > 0 && length > 0;
  engine.setPalette(palette, dithered);
  if (dithered) engine.startDiffusion(diffusionOf(pixels, palette, options));
  // Dithering takes four rows at a time, or two if they are long, so only the last chunk may have an odd number of
  // rows.
  const chunk = dithered ? width * Math.max(2, 4 * Math.floor(CHUNK / width / 4)) : CHUNK;
  const counts = engine.memory.uint32(256).fill(0);
  let cost = 0;
  let stepped = 0;
  for (let from = 0; from < length; from += chunk) {
    const to = Math.min(from + chunk, length);
    const loaded = engine.load(pixels, from, to);
    const labels = dithered ? engine.diffuse(loaded) : engine.label(loaded);
    cost += engine.tally(loaded, labels, counts);
    indices.set(labels, from);
    if (to - stepped < STEP && to < length) continue;
    stepped = to;
    yield { stage: 'remap', done: to / length };
  }
  return { indices, counts: Float64Array.from(counts.subarray(0, palette.length / 4)), cost };
}

/** Dither strength of small images with the perceptual objective, as a share of `dither`. */
const SMALL_SHARE = 1 / 2;
/** Dither strength of translucent pixels, as a share of it: noise in soft edges is more visible. */
const TRANSLUCENT_SHARE = 2 / 3;

function diffusionOf(pixels: PixelSource, palette: Palette, options: RemapSettings): Diffusion {
  const {
    dither,
    hasExact = false,
    isFlatGraphics = false,
    isSmall = isSmallPicture(pixels),
    objective,
    space,
  } = options;
  const isPerceptual = objective === 'perceptual';
  const isSmallPerceptual = isPerceptual && isSmall;
  const keepsNear = isFlatGraphics || isSmallPerceptual;
  const strength = 256 * dither * (isSmallPerceptual ? SMALL_SHARE : 1);
  const colors = Int32Array.from(palette, (value, i) =>
    i % 4 === 3 ? value : premultiplied(value, palette[i | 3]!),
  );
  // The colors that opaque pixels may take, see `NearestSearch`.
  const hasOpaque = colors.some((value, i) => i % 4 === 3 && value === 255);
  const opaqueColors = colors.filter((_, i) => colors[i | 3]! >= (hasOpaque ? 255 : 64));
  const reach = ditherReach(colors, space);
  return {
    width: pixels.width,
    kernel: KERNELS[options.kernel],
    serpentine: options.scan === 'serpentine',
    strength: Math.round(strength),
    translucentStrength: Math.round(strength * (isPerceptual ? TRANSLUCENT_SHARE : 1)),
    gradientStrength: Math.round(strength + (256 - strength) * (strength > 0 ? GRADIENT_SHARE : 0)),
    reach,
    opaqueReach: opaqueColors.length === colors.length ? reach : ditherReach(opaqueColors, space),
    nearSq: keepsNear ? NEAR_SQ : hasExact ? EXACT_SQ : 0,
    keepsUniform: isFlatGraphics,
    keepsExact: hasExact && !keepsNear,
    palette: colors,
    hasOpaque,
  };
}
