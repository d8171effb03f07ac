import { addImage, createHistogram, extractPaletteSteps, type Histogram } from '@kcolors/core';
import { addColors, type ColorCounts, createColorCounts, extractColors } from '@kcolors/core/palette';
import { type Handlers, runSteps } from '@kcolors/core/threads';
import { imageInSrgb } from '../color/seen-image.ts';
import { closedSession } from '../core-session.ts';
import { decodeImage } from '../decode.ts';
import type { DecoderHooks } from '../hooks.ts';
import { listColors, listPalette } from '../palette-entries.ts';
import type { CodecTasks } from './protocol.ts';

type CountTasks = Pick<CodecTasks, 'beginCount' | 'countFile' | 'findMainColors' | 'findPalette'>;

/** The colors of several files. */
interface Counts {
  /** For a palette of all pixels. */
  readonly all: Histogram;
  readonly main: ColorCounts;
}

/** Returns the tasks that count the colors of several files together. */
export function countTasks({ decoders }: DecoderHooks): Handlers<CountTasks> {
  const counts = new Map<number, Counts>();
  const countsOf = (id: number): Counts => {
    const found = counts.get(id);
    if (!found) throw closedSession();
    return found;
  };
  return {
    beginCount({ id, keep }, alpha) {
      counts.set(id, { all: createHistogram(alpha), main: createColorCounts() });
      keep(() => counts.delete(id));
    },
    async countFile({ signal }, count, bytes, options) {
      const { asSrgb = false, crisp = false, ...how } = options;
      const decoded = await decodeImage(bytes, { ...how, ...(decoders && { decoders }) });
      signal.throwIfAborted();
      const { all, main } = countsOf(count);
      const seen = asSrgb ? imageInSrgb(decoded).image : decoded.image;
      if (crisp) addColors(main, seen);
      else addImage(all, seen);
      return all.pixels + main.histogram.pixels;
    },
    async findPalette({ signal }, count, options) {
      const { all: histogram } = countsOf(count);
      const found = await runSteps(extractPaletteSteps(histogram, options), undefined, signal);
      const palette = listPalette({ ...found, indices: { length: histogram.pixels } });
      return { paletteBytes: found.palette, palette };
    },
    findMainColors: (_, count, options) => listColors(extractColors(countsOf(count).main, options)),
  };
}
