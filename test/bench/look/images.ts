import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BenchImage, loadSet } from '../images.ts';

/** Images that are summed up together, as paths below the folder that KCOLORS_CORPUS names. */
const CLASSES: Readonly<Record<string, readonly string[]>> = {
  photos: ['kodak/kodim03', 'kodak/kodim15', 'kodak/kodim19', 'kodak/kodim23'],
  'textured photos': ['kodak/kodim05', 'kodak/kodim13', 'gb82/sand'],
  'UI, gradients and alpha': [
    'ui/clipart_fire',
    'ui/clipart_mug',
    'ui/sprite_wesnoth_portrait_wose',
    'ui/sharp_gradients_rgb8',
  ],
  'UI, flat': ['ui/screenshot_graph', 'ui/chart_3DPieChart'],
};
/** One each of a photo, a textured one and a gradient. */
const QUICK = ['kodim15', 'kodim13', 'sharp_gradients_rgb8'];
const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));

export interface LookImage extends BenchImage {
  /** What it is summed up with. */
  readonly kind: string;
}

/** The images that were given; else those of the corpus, and without one those of the project. */
export async function lookImages(paths: readonly string[], quick: boolean): Promise<LookImage[]> {
  const corpus = process.env.KCOLORS_CORPUS;
  if (paths.length > 0) return loadAs('given', paths);
  if (!corpus) {
    const own = await loadAs('of the project', [FIXTURES]);
    return quick ? own.slice(0, QUICK.length) : own;
  }
  const images: LookImage[] = [];
  for (const [kind, names] of Object.entries(CLASSES)) {
    const files = names.map((name) => join(corpus, `${name}.png`)).filter(existsSync);
    if (files.length > 0) images.push(...(await loadAs(kind, files)));
  }
  if (images.length === 0)
    throw new Error(`None of the images is in ${corpus}, the folder KCOLORS_CORPUS names`);
  return quick ? images.filter(({ name }) => QUICK.includes(name)) : images;
}

async function loadAs(kind: string, paths: readonly string[]): Promise<LookImage[]> {
  const { images } = await loadSet(kind, paths);
  return images.map((image) => ({ ...image, kind }));
}
