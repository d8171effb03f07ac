import { type Clustering, findPalette, pointsByLook } from './cluster/find-palette.ts';
import type { Engine } from './engine/engine.ts';
import { giveBack, takeEngine } from './engine/take-engine.ts';
import { QuantizeError } from './errors.ts';
import { buildPoints } from './histogram/build-points.ts';
import { pixelsOf } from './image/pixels.ts';
import type { Points } from './kernels/points.ts';
import { type QuantizeOptions, type ResolvedOptions, resolveOptions } from './options.ts';
import { labelImage } from './quantize.ts';
import { isSmallPicture } from './remap/labeled.ts';
import { shrink } from './shrink.ts';
import { drain, scaled } from './steps.ts';
import type { Progress, QuantizeResult, RgbaImage } from './types.ts';

/** What a session is opened with; the other options come with each call. */
export interface SessionOptions extends Pick<QuantizeOptions, 'alpha' | 'engine' | 'objective' | 'space'> {
  /** Most pixels of the small image that previews are made of. @defaultValue 2²⁰ */
  readonly proxyPixels?: number;
}

/** The options that may change within a session. */
export type SessionChanges = Omit<QuantizeOptions, 'alpha' | 'engine' | 'objective' | 'space'>;

/** An image that is quantized again and again, as while a slider is dragged: it is counted once. */
export interface Session {
  /** The image that previews show: the original where it is small, else a smaller one. */
  readonly proxy: RgbaImage;
  /**
   * Quantizes the proxy at once: with colors found from the whole image's histogram and fewer iterations, so they may
   * differ a little from those of the result. When only what follows the palette has changed, the palette is kept.
   */
  preview(options?: SessionChanges): QuantizeResult;
  /**
   * Quantizes the image: the bytes of `quantize`. Where only what follows the palette has changed since the last call, the
   * palette is kept. A later call of the session ends it: its next step throws
   * QuantizeError `session-moved-on`.
   */
  quantizeSteps(options?: SessionChanges): Generator<Progress, QuantizeResult>;
  /** Frees what is kept. The session cannot be used afterwards. */
  close(): void;
}

const PROXY_PIXELS = 2 ** 20;

/**
 * Opens a session.
 * @throws QuantizeError when the image or an option is not what it should be.
 */
export function createSession(image: RgbaImage, options: SessionOptions = {}): Session {
  const { proxyPixels = PROXY_PIXELS, ...lasting } = options;
  if (!Number.isInteger(proxyPixels) || proxyPixels < 1) {
    throw new QuantizeError('option-out-of-range', 'proxyPixels', 'an integer of 1 or more', proxyPixels);
  }
  const resolved = resolveOptions(lasting);
  const pixels = pixelsOf(image, resolved.alpha);
  let small: RgbaImage | undefined;
  /** Made when it is first asked for: not every session has previews. */
  const proxy = () => {
    small ??= shrink(image, proxyPixels);
    return small;
  };
  let engine: Engine | undefined = takeEngine(resolved, pixels.length);
  const counted = drain(buildPoints(engine, [pixels], resolved));
  const gathered = { ...counted, perceived: pointsByLook(engine, counted, resolved) };
  const kept = engine.memory;
  let samples: Points | undefined;
  let mark = kept.mark();
  let lastKey = '';
  let lastPreview: Clustering | undefined;
  let last: { readonly key: string; readonly found: Clustering } | undefined;

  let calls = 0;

  /** The engine, with nothing in its memory but what the session keeps. */
  const ready = (): Engine => {
    if (!engine) throw movedOn('a session that is open', 'a closed one');
    kept.release(mark);
    return engine;
  };
  /** The samples, which are kept once they were asked for. */
  const sampled = (): Points | undefined => {
    if (samples || !gathered.samples) return samples;
    ready();
    samples = gathered.samples();
    mark = kept.mark();
    return samples;
  };
  const find = (changed: ResolvedOptions, from: Points | undefined) =>
    findPalette(ready(), { ...gathered, samples: from && (() => from) }, changed);

  return {
    get proxy() {
      return proxy();
    },
    preview(changes = {}) {
      calls++;
      const changed = resolveOptions({ ...changes, ...lasting, effort: changes.effort ?? 'fast' });
      const key = paletteKey(changed);
      if (key !== lastKey || !lastPreview) {
        lastPreview = drain(find(changed, undefined));
        lastKey = key;
      }
      const shown = pixelsOf(proxy(), resolved.alpha);
      return drain(labelImage(ready(), shown, lastPreview, changed, isSmallPicture(pixels)));
    },
    *quantizeSteps(changes = {}) {
      const call = ++calls;
      const changed = resolveOptions({ ...changes, ...lasting });
      const isLast = () => call === calls;
      const key = paletteKey(changed);
      if (last?.key !== key) {
        const found = yield* whileLast(isLast, scaled(0, 0.6, find(changed, sampled())));
        last = { key, found };
      }
      const labeling = labelImage(ready(), pixels, last.found, changed);
      return yield* whileLast(isLast, scaled(0.6, 1, labeling));
    },
    close() {
      calls++;
      if (engine) giveBack(engine);
      engine = undefined;
    },
  };
}

/** Steps that share an engine with calls that may come in between: then they cannot go on. */
function* whileLast<Result>(
  isLast: () => boolean,
  steps: Generator<Progress, Result>,
): Generator<Progress, Result> {
  for (;;) {
    if (!isLast()) throw movedOn('no later call of the session', 'one');
    const step = steps.next();
    if (step.done) return step.value;
    yield step.value;
  }
}

const movedOn = (expected: string, received: string): QuantizeError =>
  new QuantizeError('session-moved-on', 'session', expected, received);

/** All that the palette depends on. */
const paletteKey = ({ effort, fixedColors, init, maxColors, seed }: ResolvedOptions): string =>
  [effort, init, maxColors, seed, fixedColors.join()].join(' ');
