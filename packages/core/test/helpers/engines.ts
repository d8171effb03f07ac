import { WORKING_SPACES } from '../../src/color/working-space.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { createJsEngine } from '../../src/engine/js-engine.ts';
import { createWasmEngine } from '../../src/engine/wasm-engine.ts';
import { countImages } from '../../src/histogram/build-points.ts';
import { pixelsOf } from '../../src/image/pixels.ts';
import { allocatePoints, type Points } from '../../src/kernels/points.ts';
import type { Space } from '../../src/options.ts';
import { drain } from '../../src/steps.ts';
import type { RgbaImage } from '../../src/types.ts';

/** Both engines, one of each for all tests: they have to forget what they did before. */
const ENGINES: readonly Engine[] = [createJsEngine(), createWasmEngine()];

/** For `describe.each`: a name, and a function that starts a job. */
export const BOTH_ENGINES: readonly (readonly [string, (space?: Space) => Engine])[] = ENGINES.map(
  (engine) => [
    engine.kind,
    (space = 'srgb') => {
      engine.begin(WORKING_SPACES[space], 2 ** 20);
      return engine;
    },
  ],
);

/** Points from rows of x, y, z, t, weight. */
export function pointsFrom(engine: Engine, rows: readonly (readonly number[])[]): Points {
  const points = allocatePoints(engine.memory, rows.length);
  rows.forEach((row, i) => {
    points.coordinates.set(row.slice(0, 4), 4 * i);
    points.weights[i] = row[4]!;
  });
  return points;
}

/** The points of the histogram of some images. */
export function histogramPoints(engine: Engine, ...images: readonly RgbaImage[]): Points {
  engine.startHistogram('keep', true);
  drain(
    countImages(
      engine,
      images.map((image) => pixelsOf(image, 'keep')),
    ),
  );
  return engine.pointsOf(engine.counted());
}

/** Sums of x, y, z, t and the number of pixels over all points. */
export function totals({ coordinates, size, weights }: Points): number[] {
  const sums = [0, 0, 0, 0, 0];
  for (let i = 0; i < size; i++) {
    for (let axis = 0; axis < 4; axis++) sums[axis]! += weights[i]! * coordinates[4 * i + axis]!;
    sums[4]! += weights[i]!;
  }
  return sums;
}
