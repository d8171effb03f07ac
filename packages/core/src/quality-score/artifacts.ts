import type { Band, Pyramid } from './bands.ts';
import { smoothOf } from './smooth.ts';
import { addSteps, bandingLimit, emptySteps, placesOf } from './steps.ts';
import { addLines, emptyLines, streaksLimit } from './streaks.ts';
import { tilesOf } from './tiles.ts';

/** In larger images every other block is skipped. */
const MAX_DENSE_PIXELS = 2 ** 18;

/** The banding and streaks of one result. */
export interface Artifacts {
  /** Adds those of a band of rows. */
  add(band: number, result: Pyramid): void;
  /** The highest score that they allow. */
  limit(): number;
}

/** Prepares the bands of an original. The returned function starts the measurement of one result. */
export function prepareArtifacts(
  originals: readonly Pyramid[],
  bands: readonly Band[],
  { height, width }: { readonly height: number; readonly width: number },
): () => Artifacts {
  const isThin = width * height > MAX_DENSE_PIXELS;
  const tiles = tilesOf(width, bands);
  const smooth = originals.map(([planes]) => smoothOf(planes!, isThin));
  const places = originals.map((pyramid, band) => placesOf(pyramid, smooth[band]!, tiles, band));
  const noise = new Float32Array(Math.max(0, ...smooth.map(({ blocks }) => blocks.length)));
  return () => {
    const steps = emptySteps(tiles);
    const lines = emptyLines(tiles);
    return {
      add(band, result) {
        addLines(originals[band]![0]!, result[0]!, smooth[band]!, tiles, band, lines, noise);
        addSteps(places[band]!, result, steps, noise);
      },
      limit: () => Math.min(bandingLimit(steps, tiles), streaksLimit(lines, tiles)),
    };
  };
}
