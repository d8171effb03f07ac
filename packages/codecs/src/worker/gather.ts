import {
  addImage,
  createHistogram,
  extractPaletteSteps,
  type Histogram,
  type PaletteOptions,
} from '@kcolors/core';
import { type ColorsOptions, crispEdges, extractColors } from '@kcolors/core/palette';
import { colorSpaceOf } from '../color/color-space.ts';
import { closedSession } from '../core-session.ts';
import { decodeImage } from '../decode.ts';
import { displayP3ToSrgb } from '../image/display-p3.ts';
import { listColors, listPalette } from '../palette-entries.ts';
import { runSteps } from '../steps.ts';
import type { PaletteEntry } from '../types.ts';
import type { CountOptions, GatheredPalette } from './protocol.ts';

/** What is counted for connections, by the request that began it. */
export interface Gatherings {
  begin(id: number, alpha: Histogram['alpha']): { pixels: number };
  count(
    id: number,
    bytes: Uint8Array,
    options: CountOptions,
    signal: AbortSignal,
  ): Promise<{ pixels: number }>;
  findPalette(id: number, options: PaletteOptions, signal: AbortSignal): Promise<GatheredPalette>;
  mainColors(id: number, options: ColorsOptions): Promise<readonly PaletteEntry[]>;
  end(id: number): void;
}

export function openGatherings(): Gatherings {
  const histograms = new Map<number, Histogram>();
  const histogramOf = (id: number): Histogram => {
    const found = histograms.get(id);
    if (!found) throw closedSession();
    return found;
  };
  return {
    begin(id, alpha) {
      histograms.set(id, createHistogram(alpha));
      return { pixels: 0 };
    },
    async count(id, bytes, options, signal) {
      const { asSrgb = false, crisp = false, ...how } = options;
      const { image, metadata } = await decodeImage(bytes, how);
      signal.throwIfAborted();
      const histogram = histogramOf(id);
      const isP3 = asSrgb && colorSpaceOf(metadata) === 'display-p3';
      const seen = isP3 ? displayP3ToSrgb(image) : image;
      addImage(histogram, crisp ? crispEdges(seen) : seen);
      return { pixels: histogram.pixels };
    },
    async findPalette(id, options, signal) {
      const histogram = histogramOf(id);
      const found = await runSteps(extractPaletteSteps(histogram, options), () => {}, signal);
      const palette = listPalette({ ...found, indices: { length: histogram.pixels } });
      return { paletteBytes: found.palette, palette };
    },
    mainColors: async (id, options) => listColors(extractColors(histogramOf(id), options)),
    end: (id) => void histograms.delete(id),
  };
}
