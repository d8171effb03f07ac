import type { Histogram, QuantizeOptions, QuantizeResult, RgbaImage } from '../index.ts';
import { type FoundColors, type LabeledStrip, sampleRow } from '../strips.ts';
import type { Crew, Watch } from './crew.ts';
import { isImage } from './post.ts';
import { send } from './send.ts';
import type { Slots } from './slots.ts';
import { quantizeInStrips, type StripStages } from './strips.ts';

/** Images of more pixels than this are cut into strips: below, what is sent to and fro eats up what is won. */
const LARGE = 2 ** 22;

/** Pixels of a strip, about: what a thread holds a copy of. */
const STRIP = 2 ** 21;

/**
 * Whether strips pay. Not with dithering or a rate, where each pixel depends on those before it, nor where the whole image has to be
 * looked at to tell what it is.
 */
export function isForStrips(image: unknown, options: unknown): image is RgbaImage {
  if (!isImage(image)) return false;
  const { data, height, width } = image as RgbaImage;
  const { dither, objective, rate } = (options as QuantizeOptions | undefined) ?? {};
  return (
    data.length > 4 * LARGE &&
    data.length === 4 * width * height &&
    height > 1 &&
    !dither &&
    !rate &&
    objective !== 'perceptual'
  );
}

/** `quantize` of a large image by several threads: no more strips are held at once than there are threads at work. */
export function quantizeLarge(
  image: RgbaImage,
  options: QuantizeOptions,
  crew: Crew,
  slots: Slots,
  watch: Watch,
): Promise<QuantizeResult> {
  const { height, width } = image;
  const whenHeard = (onProgress: Watch['onProgress']): Watch =>
    watch.onProgress ? { ...watch, onProgress } : watch;
  const { signal } = watch;
  let indices: Uint8Array | undefined;

  const stages: StripStages<Histogram, FoundColors, Omit<LabeledStrip, 'indices'>> = {
    count: (strip, counted, onProgress) =>
      send(
        crew,
        { name: 'countStrip', source: strip, own: [counted], args: [options] },
        whenHeard(onProgress),
      ),
    cluster: (counted, onProgress) =>
      send(
        crew,
        { name: 'findColors', source: sampleRow(image), transfer: true, own: [counted], args: [options] },
        whenHeard(onProgress),
      ),
    async label(strip, found, onProgress) {
      indices ??= new Uint8Array(width * height);
      const job = { name: 'labelStrip', source: strip, args: [found, options] } as const;
      const { indices: labels, ...rest } = await send<LabeledStrip>(crew, job, whenHeard(onProgress));
      indices.set(labels, strip.firstRow * width);
      return rest;
    },
    join: (found, labeled) =>
      send(
        crew,
        { name: 'joinStrips', source: { height, width }, own: [indices], args: [found, labeled] },
        { signal, onProgress: undefined },
      ),
  };
  const count = Math.ceil((width * height) / STRIP);
  return quantizeInStrips(image, count, stages, slots, (progress) => watch.onProgress?.(progress));
}
