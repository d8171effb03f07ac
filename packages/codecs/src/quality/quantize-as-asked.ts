import type { Progress, QuantizeOptions, QuantizeResult, RgbaImage } from '@kcolors/core';
import { lookSample } from '@kcolors/core/look';
import { pause, runSteps } from '@kcolors/core/threads';
import { type CompressSettings, quantizeOptionsFor } from '../compress-options.ts';
import { quickSize } from '../encode.ts';
import { leaveRoom } from '../hidden/room.ts';
import type { DecodedImage, IndexedFormat } from '../types.ts';
import { besideOf, familiesOf, isSmall } from './families.ts';
import { levelOf } from './levels.ts';
import { createLooks, type Looks } from './looks.ts';
import { type Chosen, type LookJob, quantizeToLook } from './quantize-to-look.ts';
import { quantizeLargeToLook } from './search-large.ts';

/** An image that can be quantized. */
export interface Quantizable {
  readonly decoded: DecodedImage;
  /** Quantizes it: the steps of `quantizeSteps`, or of a session that has counted it before. */
  quantize(options: QuantizeOptions): Generator<Progress, QuantizeResult>;
  /** What is known of the looks of results; given where every look is to be told. */
  readonly looks?: Looks;
}

/** What was chosen; its look where that was asked for. */
export type AsAsked = Omit<Chosen, 'look'> & Partial<Pick<Chosen, 'look'>>;

/** Quantizes to the colors that the options say, or to those that a quality asks for. */
export async function quantizeAsAsked(
  { decoded: { image }, looks, quantize }: Quantizable,
  format: IndexedFormat,
  settings: CompressSettings,
  onDone: (share: number) => void,
): Promise<AsAsked> {
  const { quality, signal } = settings;
  const given = optionsFor(format, settings, image);
  const run = (options: QuantizeOptions, onStep: (share: number) => void) =>
    runSteps(quantize(options), ({ done }) => onStep(done), signal);
  if (quality === undefined) {
    const result = await run(given, onDone);
    const score = looks?.prepared().score(result);
    const look = score !== undefined && { look: { score, colors: result.palette.length / 4 } };
    return { options: given, result, ...look, notes: [] };
  }
  const job: LookJob = {
    families: familiesOf(given, isSmall(image)),
    beside: (way) => besideOf(given, way),
    target: levelOf(quality).target,
    looks: looks ?? createLooks(image),
    async quantize(options, onStep) {
      await pause(); // many trials may take less than a slice
      return run(options, onStep);
    },
    format,
    sizeOf: (result) => quickSize(format, result),
    onDone,
  };
  const sample = lookSample(image);
  return sample === image ? quantizeToLook(job) : quantizeLargeToLook(job, sample, signal);
}

/** The options of the quantizer, with room for hidden colors where the format holds several. */
function optionsFor(format: IndexedFormat, settings: CompressSettings, image: RgbaImage): QuantizeOptions {
  const options = quantizeOptionsFor(format, settings, image);
  const keeps = settings.keepHiddenColors;
  if (format === 'gif' || settings.palette || (format === 'webp' && keeps)) return options;
  return leaveRoom({ ...options, maxColors: maxColorsOf(settings) }, image, keeps);
}

/** The most colors of a result. */
export const maxColorsOf = ({ quality, quantize }: CompressSettings): number =>
  quantize.maxColors ?? (quality === undefined ? 16 : 256);
