import type { Histogram, Progress, QuantizeOptions, QuantizeResult, RgbaImage } from '../index.ts';
import { type FoundColors, type LabeledStrip, sampleRow } from '../strips.ts';
import { isShared, type Place } from '../threads/index.ts';
import { isImage, send } from './send.ts';
import { quantizeInStrips, type StripStages } from './strips.ts';
import type { CoreTasks } from './tasks.ts';

/**
 * Images with more pixels than this are cut into strips. For smaller ones the transfer costs more than the threads
 * save.
 */
const LARGE = 2 ** 22;

/** Approximate pixels per strip. Each thread holds a copy of one strip. */
const STRIP = 2 ** 21;

/**
 * Whether strips save time. They do not with dithering or a rate, where each pixel depends on earlier ones, nor where
 * an analysis needs the whole image.
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

/**
 * Quantizes a large image like `quantize`, in several threads. Holds no more strips at once than there are threads at
 * work.
 */
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

/**
 * Moves the pixels into a new buffer and leaves the owner's array empty. Returns the image unchanged if its buffer is
 * larger than the pixels or shared.
 */
export function detach(image: RgbaImage): RgbaImage {
  const { data, height, width } = image;
  if (isShared(data) || data.byteLength !== data.buffer.byteLength) return image;
  return { data: structuredClone(data, { transfer: [data.buffer as ArrayBuffer] }), height, width };
}
