import type { Histogram, Progress, QuantizeOptions, QuantizeResult, RgbaImage } from '../index.ts';
import { type FoundColors, type LabeledStrip, sampleRow } from '../strips.ts';
import { isShared, type Place } from '../threads/index.ts';
import { isImage, send } from './send.ts';
import { quantizeInStrips, type StripStages } from './strips.ts';
import type { CoreTasks } from './tasks.ts';

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
  place: Place<CoreTasks>,
  onProgress: ((progress: Progress) => void) | undefined,
): Promise<QuantizeResult> {
  const { height, width } = image;
  const heard = (listener: (progress: Progress) => void) => onProgress && listener;
  let indices: Uint8Array | undefined;

  const stages: StripStages<Histogram, FoundColors, Omit<LabeledStrip, 'indices'>> = {
    count: (strip, counted, listener) =>
      send(place, 'countStrip', { source: strip, own: [counted], args: [options] }, heard(listener)),
    cluster: (counted, listener) =>
      send(
        place,
        'findColors',
        { source: sampleRow(image), transfer: true, own: [counted], args: [options] },
        heard(listener),
      ),
    async label(strip, found, listener) {
      indices ??= new Uint8Array(width * height);
      const job = { source: strip, args: [found, options] };
      const { indices: labels, ...rest } = await send(place, 'labelStrip', job, heard(listener));
      indices.set(labels, strip.firstRow * width);
      return rest;
    },
    join: (found, labeled) =>
      send(place, 'joinStrips', { source: { height, width }, own: [indices], args: [found, labeled] }),
  };
  const count = Math.ceil((width * height) / STRIP);
  return quantizeInStrips(image, count, stages, place.slots, (progress) => {
    try {
      onProgress?.(progress);
    } catch (error) {
      place.abort(error);
    }
  });
}

/** The image with its pixels detached from their owner; as it is where their buffer holds more, or is shared. */
export function detach(image: RgbaImage): RgbaImage {
  const { data, height, width } = image;
  if (isShared(data) || data.byteLength !== data.buffer.byteLength) return image;
  return { data: structuredClone(data, { transfer: [data.buffer as ArrayBuffer] }), height, width };
}
