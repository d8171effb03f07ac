import { addImage, createHistogram, extractPaletteSteps, type Histogram } from '@kcolors/core';
import { crispEdges, extractColors } from '@kcolors/core/palette';
import { type Handlers, runSteps } from '@kcolors/core/threads';
import { colorSpaceOf } from '../color/color-space.ts';
import { closedSession } from '../core-session.ts';
import { decodeImage } from '../decode.ts';
import type { DecoderHooks } from '../hooks.ts';
import { displayP3ToSrgb } from '../image/display-p3.ts';
import { listColors, listPalette } from '../palette-entries.ts';
import type { CodecTasks } from './protocol.ts';

type CountTasks = Pick<CodecTasks, 'beginCount' | 'countFile' | 'findMainColors' | 'findPalette'>;

/** Returns the tasks that count the colors of several files together. */
export function countTasks({ decoders }: DecoderHooks): Handlers<CountTasks> {
  const histograms = new Map<number, Histogram>();
  const histogramOf = (id: number): Histogram => {
    const found = histograms.get(id);
    if (!found) throw closedSession();
    return found;
  };
  return {
    beginCount({ id, keep }, alpha) {
      histograms.set(id, createHistogram(alpha));
      keep(() => histograms.delete(id));
    },
    async countFile({ signal }, count, bytes, options) {
      const { asSrgb = false, crisp = false, ...how } = options;
      const { image, metadata } = await decodeImage(bytes, { ...how, ...(decoders && { decoders }) });
      signal.throwIfAborted();
      const histogram = histogramOf(count);
      const isP3 = asSrgb && colorSpaceOf(metadata) === 'display-p3';
      const seen = isP3 ? displayP3ToSrgb(image) : image;
      addImage(histogram, crisp ? crispEdges(seen) : seen);
      return histogram.pixels;
    },
    async findPalette({ signal }, count, options) {
      const histogram = histogramOf(count);
      const found = await runSteps(extractPaletteSteps(histogram, options), undefined, signal);
      const palette = listPalette({ ...found, indices: { length: histogram.pixels } });
      return { paletteBytes: found.palette, palette };
    },
    findMainColors: (_, count, options) => listColors(extractColors(histogramOf(count), options)),
  };
}
