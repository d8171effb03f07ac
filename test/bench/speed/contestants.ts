import sharp from 'sharp';
import { clocked, type Timed } from '../clock.ts';
import type { BenchImage } from '../images.ts';
import { gifenc } from '../peers/gifenc.ts';
import { imageQ } from '../peers/image-q.ts';
import { kcolors } from '../peers/kcolors.ts';
import { libimagequant } from '../peers/libimagequant.ts';
import { materialCelebi, materialWu } from '../peers/material.ts';
import type { Abilities, Peer, Reading } from '../peers/peer.ts';
import { sharpPalette } from '../peers/sharp.ts';
import { upng } from '../peers/upng.ts';
import { ENGINES, engineTitle } from './engines.ts';
import {
  LIBIMAGEQUANT_C,
  LIBIMAGEQUANT_SHARP,
  LIBIMAGEQUANT_WASM,
  PNGQUANT,
  SHARP_PNG,
  UPNG,
} from './names.ts';
import { nativeLibimagequant } from './native.ts';
import { pngquant } from './pngquant.ts';

/** A contestant that is timed, in this process or in its own. */
export interface Contestant extends Abilities {
  /** Required by a promise: it runs however long it takes. */
  readonly always?: true;
  /** Runs and times the work. A result without a reading is only a part of another contestant's time. */
  readonly take: (image: BenchImage, k: number, dither: boolean) => Promise<Timed<Reading | undefined>>;
}

/** All timed contestants, by the name in the table. */
export function contestants(): Record<string, Contestant> {
  const native = nativeLibimagequant(4);
  const wholeProcess = pngquant();
  return {
    ...Object.fromEntries(
      ENGINES.map((engine) => [engineTitle(engine), inProcess(kcolors('default', { engine }), true)]),
    ),
    ...(native && { [LIBIMAGEQUANT_C]: native }),
    // libvips runs libimagequant at speed 11 − effort.
    [LIBIMAGEQUANT_SHARP]: inProcess(sharpPalette(7), true),
    [SHARP_PNG]: sharpPng,
    [LIBIMAGEQUANT_WASM]: inProcess(libimagequant(4), true),
    'libimagequant-wasm, speed 1': inProcess(libimagequant(1)),
    'libimagequant-wasm, speed 10': inProcess(libimagequant(10)),
    ...(wholeProcess && { [PNGQUANT]: wholeProcess }),
    [UPNG]: inProcess(upng, true),
    gifenc: inProcess(gifenc),
    'Material Wu': inProcess(materialWu),
    'Material Celebi': inProcess(materialCelebi),
    'image-q, Wu': inProcess(imageQ),
  };
}

function inProcess(peer: Peer, always = false): Contestant {
  const { version, alpha, dithering } = peer;
  return {
    version,
    alpha,
    dithering,
    ...(always && { always }),
    take: (image, k, dither) => {
      const own = { ...image, data: image.data.slice() };
      return clocked(() => peer.run(own, k, dither));
    },
  };
}

/** Writes one label per pixel as sharp does: the part of sharp's row that is not libimagequant. */
const sharpPng: Contestant = {
  version: sharpPalette(7).version,
  alpha: true,
  dithering: 'optional',
  always: true,
  take: async ({ width, height }) => {
    const labels = new Uint8Array(width * height);
    const write = () =>
      sharp(labels, { raw: { width, height, channels: 1 } })
        .toColourspace('b-w') // otherwise it would write three channels
        .png({ compressionLevel: 0 })
        .toBuffer();
    return { ...(await clocked(write)), value: undefined };
  },
};
