import type { Quality } from '@kcolors/codecs';
import { type IndexedImage, type QuantizeOptions, quantize } from '@kcolors/core';
import type { BenchImage } from '../images.ts';
import { alone } from '../look/alone.ts';
import { searched } from '../look/searched.ts';
import { imageQ } from '../peers/image-q.ts';
import { kcolors } from '../peers/kcolors.ts';
import { libimagequant } from '../peers/libimagequant.ts';
import { napiImage } from '../peers/napi-image.ts';
import { type Abilities, type Peer, takesPart } from '../peers/peer.ts';
import { sharpPalette } from '../peers/sharp.ts';
import { hasPngquant, pngquant } from '../speed/pngquant.ts';

/** The task of a contestant: a quality to search for, or a number of colors. */
export interface Setting {
  readonly name: string;
  readonly quality?: Quality;
  readonly k?: number;
  readonly dither?: boolean;
}

export interface Contestant extends Pick<Abilities, 'version'> {
  /** Whether the contestant has a result for an image at a setting. */
  readonly takes: (image: BenchImage, setting: Setting) => boolean;
  readonly run: (image: BenchImage, setting: Setting) => Promise<IndexedImage>;
}

export const OURS = 'kcolors';

export const searchFor = (quality: Quality): Setting => ({ name: `${quality}`, quality });
export const colors = (k: number): Setting => ({ name: `${k}`, k, dither: true });
export const undithered = (k: number): Setting => ({ name: `${k}, undithered`, k, dither: false });

/** Defaults of the CLI, the extension and the plugin. */
const DEFAULTS: QuantizeOptions = { objective: 'perceptual', dither: 0.5 };

const ours: Contestant = {
  version: kcolors('default').version,
  takes: () => true,
  run: async (image, { dither, k, quality }) =>
    quality === undefined
      ? quantize(image, { ...DEFAULTS, maxColors: k!, ...(!dither && { dither: 0 }) })
      : (await searched(image, quality)).result,
};

/** The library without options. It never dithers, whatever the setting. */
const leastError: Contestant = {
  version: ours.version,
  takes: (_, { dither, k }) => k !== undefined && dither === true,
  run: async (image, { k }) => quantize(image, { maxColors: k! }),
};

/**
 * A peer with its defaults. `ks` and `maxPixels` limit peers that support only some numbers of colors or are slow.
 */
const peer = (one: Peer, ks?: readonly number[], maxPixels = Number.POSITIVE_INFINITY): Contestant => ({
  version: one.version,
  takes: (image, { dither, k }) =>
    k !== undefined &&
    (!ks || (ks.includes(k) && dither === true)) &&
    image.width * image.height <= maxPixels &&
    takesPart(one, image, dither!),
  // A copy: some peers modify their input pixels.
  run: async (image, { dither, k }) => (await one.run({ ...image, data: image.data.slice() }, k!, dither!))(),
});

/** Debian's binary, one run at a time, since its output has a fixed name. */
function wholePngquant(): Contestant | undefined {
  const { version, take } = pngquant() ?? {};
  if (!hasPngquant || !take) return undefined;
  return {
    version: version!,
    takes: (_, { k }) => k !== undefined,
    run: alone(async (image: BenchImage, { dither, k }: Setting) =>
      (await take(image, k!, dither!)).value!(),
    ),
  };
}

/** The contestants to run: all, only kcolors, or kcolors with the two most important peers. */
export type Field = 'all' | 'ours' | 'quick';

/** Returns the contestants by the name in the tables. */
export function contestants(field: Field): Record<string, Contestant> {
  const own = { [OURS]: ours, 'kcolors, objective mse, undithered': leastError };
  if (field === 'ours') return own;
  const whole = wholePngquant();
  const close = {
    ...own,
    ...(whole && { pngquant: whole }),
    'libimagequant, speed 4': peer(libimagequant(4)),
  };
  if (field === 'quick') return close;
  return {
    ...close,
    'libimagequant, speed 1': peer(libimagequant(1)),
    'libimagequant, quality 80': peer(libimagequant(4, 80), [256]),
    '@napi-rs/image': peer(napiImage),
    // It supports only bit depths: 1, 2, 4 and 8.
    sharp: peer(sharpPalette(7), [16, 256]),
    // It takes 14 s per million pixels.
    'image-q': peer(imageQ, [16, 256], 200_000),
  };
}
