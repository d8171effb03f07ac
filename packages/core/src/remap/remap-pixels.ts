import { CHUNK, type Engine } from '../engine/engine.ts';
import type { PixelSource } from '../image/pixels.ts';
import { type Diffusion, premultiplied } from '../kernels/diffuse.ts';
import { KERNELS } from '../kernels/error-diffusion.ts';
import type { Palette, Progress } from '../types.ts';
import { ditherReach } from './dither-reach.ts';
import { isSmallPicture, type Labeled, type RemapHow } from './labeled.ts';
import { remapRate } from './rate-remap.ts';

/** About this many pixels are done between two steps. */
const STEP = 2 ** 18;

/**
 * In flat graphics and small pictures, a pixel takes no error when its color is within half a hundredth of the range of lightness,
 * which is 2040 steps: speckles are seen sooner than that. Within all of a hundredth, gradients would show bands.
 */
const CALM_SQ = 104; // 10.2 squared
/** A pixel of an even area in a photograph takes no error when its color is that of the palette. */
const EXACT_SQ = 1;
/**
 * On slopes so much of the error that a strength leaves out is received after all: where gradients are smooth, the part that is
 * left out makes bands around the colors of the palette.
 */
const ON_SLOPES = 0.5;

/** Assigns every pixel to a palette color, with error diffusion or without. */
export function* remapPixels(
  engine: Engine,
  pixels: PixelSource,
  palette: Palette,
  options: RemapHow,
): Generator<Progress, Labeled> {
  if (options.rate > 0 && pixels.length > 0) return yield* remapRate(engine, pixels, palette, options);
  const { length, width } = pixels;
  const indices = new Uint8Array(length);
  const dithered = options.dither > 0 && length > 0;
  engine.setPalette(palette, dithered);
  if (dithered) engine.startDiffusion(diffusionOf(pixels, palette, options));
  // Rows are dithered four at a time, or two where they are long, so an odd number of them has to be the last.
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

/** What pixels of small pictures receive of their share where it shall look right. */
const OF_SMALL = 1 / 2;
/** What translucent pixels receive of it: noise in soft edges is seen sooner. */
const OF_FAINT = 2 / 3;

function diffusionOf(pixels: PixelSource, palette: Palette, options: RemapHow): Diffusion {
  const {
    dither,
    hasExact = false,
    isFlat = false,
    isSmall = isSmallPicture(pixels),
    objective,
    space,
  } = options;
  const byLook = objective === 'perceptual';
  const byPixel = byLook && isSmall;
  const isCalm = isFlat || byPixel;
  const strength = 256 * dither * (byPixel ? OF_SMALL : 1);
  const colors = Int32Array.from(palette, (value, i) =>
    i % 4 === 3 ? value : premultiplied(value, palette[i | 3]!),
  );
  // What opaque pixels may take, see `NearestSearch`.
  const hasOpaque = colors.some((value, i) => i % 4 === 3 && value === 255);
  const ofOpaque = colors.filter((_, i) => colors[i | 3]! >= (hasOpaque ? 255 : 64));
  return {
    width: pixels.width,
    kernel: KERNELS[options.kernel],
    serpentine: options.scan === 'serpentine',
    strength: Math.round(strength),
    faintStrength: Math.round(strength * (byLook ? OF_FAINT : 1)),
    slopeStrength: Math.round(strength + (256 - strength) * (strength > 0 ? ON_SLOPES : 0)),
    reach: ditherReach(colors, space),
    solidReach: ditherReach(ofOpaque, space),
    calmSq: isCalm ? CALM_SQ : hasExact ? EXACT_SQ : 0,
    keepsEven: isFlat,
    keepsExact: hasExact && !isCalm,
    palette: colors,
    hasOpaque,
  };
}
