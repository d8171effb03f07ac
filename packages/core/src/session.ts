import { type Clustering, findPalette, perceptualPointsFor } from './cluster/find-palette.ts';
import type { Engine } from './engine/engine.ts';
import { acquireEngine, releaseEngine } from './engine/engine-pool.ts';
import { QuantizeError } from './errors.ts';
import { buildPoints } from './histogram/build-points.ts';
import { pixelsOf } from './image/pixels.ts';
import type { Points } from './kernels/points.ts';
import { type QuantizeOptions, type ResolvedOptions, resolveOptions } from './options.ts';
import { labelImage, refineColors } from './quantize.ts';
import { isSmallPicture } from './remap/labeled.ts';
import { shrink } from './shrink.ts';
import { drain, scaled } from './steps.ts';
import type { Palette, Progress, QuantizeResult, RgbaImage } from './types.ts';

/** Options that hold for the whole session. The other options come with each call. */
export interface SessionOptions extends Pick<QuantizeOptions, 'alpha' | 'engine' | 'objective' | 'space'> {
  /** Maximum number of pixels of the preview image, an integer ≥ 1. @defaultValue 2²⁰ */
  readonly maxPreviewPixels?: number;
}

/** Options that may change from call to call. */
export type SessionChanges = Omit<QuantizeOptions, 'alpha' | 'engine' | 'objective' | 'space'>;

/** Quantizes one image repeatedly, for instance while a slider moves. Its colors are counted once. */
export interface Session {
  /** The preview image: the original, or a smaller copy of at most `maxPreviewPixels` pixels. */
  readonly previewImage: RgbaImage;
  /**
   * Returns the quantized preview image. The colors come from the histogram of the whole image, with `effort: 'fast'`
   * unless set. They may differ slightly from those of the result. The palette is reused if only `dither`, `kernel`, `scan` or `rate` changed.
   * @throws QuantizeError if an option is invalid; `closed` if the session is closed.
   */
  preview(options?: SessionChanges): QuantizeResult;
  /**
   * Quantizes the whole image step by step and returns the same bytes as `quantize`. Palettes of earlier
   * calls are reused if only later stages have changed options. The latest call wins: after another call of the session,
   * the next step of this one throws `superseded`.
   * @throws QuantizeError if an option is invalid; `closed` if the session is closed; `superseded` if a later call was made.
   */
  quantizeSteps(options?: SessionChanges): Generator<Progress, QuantizeResult>;
  /** Frees all memory. The session cannot be used afterwards. */
  close(): void;
}

const MAX_PREVIEW_PIXELS = 2 ** 20;

/**
 * Opens a session on an image and counts its colors. Call `close` to free its memory.
 *
 * @throws QuantizeError if the image or an option is invalid.
 */
export function createSession(image: RgbaImage, options: SessionOptions = {}): Session {
  const { maxPreviewPixels = MAX_PREVIEW_PIXELS, ...lasting } = options;
  if (!Number.isInteger(maxPreviewPixels) || maxPreviewPixels < 1) {
    throw new QuantizeError(
      'option-out-of-range',
      'maxPreviewPixels',
      'an integer of 1 or more',
      maxPreviewPixels,
    );
  }
  const resolved = resolveOptions(lasting);
  const pixels = pixelsOf(image, resolved.alpha);
  let small: RgbaImage | undefined;
  /** Created on first use: not every session shows previews. */
  const previewImage = () => {
    small ??= shrink(image, maxPreviewPixels);
    return small;
  };
  let engine: Engine | undefined = acquireEngine(resolved, pixels.length);
  const counted = drain(buildPoints(engine, [pixels], resolved));
  const input = { ...counted, perceptual: perceptualPointsFor(engine, counted, resolved) };
  const kept = engine.memory;
  let samples: Points | undefined;
  let mark = kept.mark();
  let lastPreview: { readonly key: string; readonly clustering: Clustering } | undefined;
  const earlier = new Map<string, Found>();

  let calls = 0;

  /** Returns the engine after it has freed all memory but what the session reuses. */
  const resetEngine = (): Engine => {
    if (!engine) throw closedSession();
    kept.release(mark);
    return engine;
  };
  /** Throws if the session is closed, or if a later call was made. */
  const checkCall = (call: number): void => {
    if (!engine) throw closedSession();
    if (call !== calls) throw supersededCall();
  };
  /** Returns the sampled points, which are built on first use and reused afterwards. */
  const sampled = (): Points | undefined => {
    if (samples || !input.samples) return samples;
    resetEngine();
    samples = input.samples();
    mark = kept.mark();
    return samples;
  };
  const find = (changed: ResolvedOptions, from: Points | undefined) =>
    findPalette(resetEngine(), { ...input, samples: from && (() => from) }, changed);

  return {
    get previewImage() {
      return previewImage();
    },
    preview(changes = {}) {
      calls++;
      const changed = resolveOptions({ ...changes, ...lasting, effort: changes.effort ?? 'fast' });
      const key = paletteKey(changed);
      if (key !== lastPreview?.key) lastPreview = { key, clustering: drain(find(changed, undefined)) };
      const shown = pixelsOf(previewImage(), resolved.alpha);
      const { clustering } = lastPreview;
      const isSmall = isSmallPicture(pixels);
      const colors = drain(refineColors(resetEngine(), shown, clustering, changed, isSmall));
      return drain(labelImage(resetEngine(), shown, clustering, colors, changed, isSmall));
    },
    *quantizeSteps(changes = {}) {
      const call = ++calls;
      const changed = resolveOptions({ ...changes, ...lasting });
      const check = () => checkCall(call);
      const key = paletteKey(changed);
      let found = earlier.get(key);
      if (!found) {
        const clustering = yield* checked(check, scaled(0, 0.6, find(changed, sampled())));
        found = { clustering, refined: new Map() };
        earlier.set(key, found);
      }
      const { clustering, refined } = found;
      const refinedKey = ditherKey(changed);
      let colors = refined.get(refinedKey);
      if (!colors) {
        const refining = refineColors(resetEngine(), pixels, clustering, changed);
        colors = yield* checked(check, scaled(0.6, 0.8, refining));
        refined.set(refinedKey, colors);
      }
      const labeling = labelImage(resetEngine(), pixels, clustering, colors, changed);
      return yield* checked(check, scaled(0.8, 1, labeling));
    },
    close() {
      if (engine) releaseEngine(engine);
      engine = undefined;
    },
  };
}

/** Runs steps and calls `check` before each of them: a closed session or a later call ends them. */
function* checked<Result>(
  check: () => void,
  steps: Generator<Progress, Result>,
): Generator<Progress, Result> {
  for (;;) {
    check();
    const step = steps.next();
    if (step.done) return step.value;
    yield step.value;
  }
}

const closedSession = (): QuantizeError =>
  new QuantizeError('closed', 'session', 'a session that is open', 'a closed one');

const supersededCall = (): QuantizeError =>
  new QuantizeError('superseded', 'session', 'no later call of the session', 'one');

/** A palette of the session's image, and its refined colors by the options of dithering. */
interface Found {
  readonly clustering: Clustering;
  readonly refined: Map<string, Palette>;
}

/** Key of all options that refined colors depend on beside the palette. */
const ditherKey = ({ dither, kernel, scan }: ResolvedOptions): string => [dither, kernel, scan].join(' ');

/** Key of all options that the palette depends on. */
const paletteKey = ({ effort, fixedColors, init, maxColors, seed }: ResolvedOptions): string =>
  [effort, init, maxColors, seed, fixedColors.join()].join(' ');
