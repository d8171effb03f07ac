import { type IndexedImage, type QuantizeOptions, quantize } from '@kcolors/core';
import type { BenchImage } from '../images.ts';
import { imageQ } from '../peers/image-q.ts';
import { kcolors } from '../peers/kcolors.ts';
import { libimagequant } from '../peers/libimagequant.ts';
import { napiImage } from '../peers/napi-image.ts';
import type { Abilities, Peer } from '../peers/peer.ts';
import { sharpPalette } from '../peers/sharp.ts';
import { hasPngquant, pngquant } from '../speed/pngquant.ts';
import { alone } from './alone.ts';
import { searched } from './searched.ts';

/** Numbers of colors of a curve's points. */
const KS: readonly number[] = [8, 16, 32, 64, 128, 256];
/** Numbers of colors for the table at equal numbers, and for a quick run. */
export const KEY_KS: readonly number[] = [16, 64, 256];

/** The reference curve, and the curve of kcolors that is compared with others. */
export const BASE = 'libimagequant, speed 4';
export const OURS = 'kcolors, perceptual, dither 0.75';
/** Methods that kcolors should beat in quality at the same number of colors. */
export const RIVALS: readonly string[] = ['@napi-rs/image', 'libimagequant, speed 1'];

/** A point of a curve: a number of colors, with a rate or a quality if the curve has several points per number. */
export interface Setting {
  readonly k: number;
  readonly rate?: number;
  readonly quality?: number;
}

/** A method that makes an indexed image, with its settings. */
export interface Method extends Pick<Abilities, 'version' | 'alpha'> {
  /** Whether the method is code of this repository, which is measured again even at the same version. */
  readonly own: boolean;
  readonly settings: readonly Setting[];
  readonly run: (image: BenchImage, setting: Setting) => Promise<IndexedImage>;
}

const RATES: readonly number[] = [0.25, 0.5, 1];
const LOOKS: readonly number[] = [90, 80, 70, 60, 50];
const PERCEPTUAL: QuantizeOptions = { objective: 'perceptual', dither: 0.75 };

/** Returns all methods by the name in the tables. Skips those whose options are not available. */
export function methods(): Record<string, Method> {
  const all: Record<string, Method | undefined> = {
    'kcolors, undithered': ours({}),
    [OURS]: ours(PERCEPTUAL),
    'kcolors, rate, 256 colors': ours(PERCEPTUAL, at(256)),
    'kcolors, rate, 64 colors': ours(PERCEPTUAL, at(64)),
    'kcolors, quality': byQuality(),
    'kcolors, quality, without rates': byQuality({ rate: 0 }),
    [BASE]: dithered(libimagequant(4)),
    'libimagequant, speed 1': dithered(libimagequant(1)),
    // It supports only bit depths: 2, 4 and 8.
    'sharp, effort 10': dithered(sharpPalette(10), [4, 16, 256]),
    pngquant: wholePngquant(),
    '@napi-rs/image': dithered(napiImage),
    // It takes 14 s per million pixels.
    'image-q, Wu': dithered(imageQ, KEY_KS),
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, Method] => entry[1] !== undefined),
  );
}

const along = (ks: readonly number[]): Setting[] => ks.map((k) => ({ k }));
const at = (k: number): Setting[] => RATES.map((rate) => ({ k, rate }));
/** Omits a missing rate: versions without this option throw on its name. */
const rateOf = ({ rate }: Setting): object => (rate === undefined ? {} : { rate });

function ours(options: QuantizeOptions, settings: readonly Setting[] = along(KS)): Method | undefined {
  const run = async (image: BenchImage, setting: Setting) =>
    quantize(image, { ...options, maxColors: setting.k, ...rateOf(setting) });
  try {
    quantize({ width: 1, height: 1, data: new Uint8Array(4) }, { ...options, ...rateOf(settings[0]!) });
  } catch {
    return undefined; // an option of another version
  }
  const { version, alpha } = kcolors('default');
  return { version, alpha, own: true, settings, run };
}

/** The smallest files for several scores, with any number of colors, and any rate unless one is given. */
function byQuality(options: QuantizeOptions = {}): Method {
  const { version, alpha } = kcolors('default');
  const settings = LOOKS.map((quality) => ({ k: 256, quality }));
  const run: Method['run'] = async (image, { quality }) => (await searched(image, quality!, options)).result;
  return { version, alpha, own: true, settings, run };
}

const dithered = ({ version, alpha, run }: Peer, ks: readonly number[] = KS): Method => ({
  version,
  alpha,
  own: false,
  settings: along(ks),
  // A copy: some peers modify their input pixels.
  run: async (image, { k }) => (await run({ ...image, data: image.data.slice() }, k, true))(),
});

/** Debian's binary, one run at a time, since its output has a fixed name. */
function wholePngquant(): Method | undefined {
  const { version, alpha, take } = pngquant() ?? {};
  if (!hasPngquant || !take) return undefined;
  const run = alone(async (image: BenchImage, { k }: Setting) => (await take(image, k, true)).value!());
  return { version: version!, alpha: alpha!, own: false, settings: along(KS), run };
}
