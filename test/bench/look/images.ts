import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BenchImage, loadSet } from '../images.ts';

/** Images that are summarized together, as paths below the folder in KCOLORS_CORPUS. */
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
/** A photo, a textured image and a gradient. */
const QUICK = ['kodim15', 'kodim13', 'sharp_gradients_rgb8'];
const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));

export interface LookImage extends BenchImage {
  /** Group of the image in summaries. */
  readonly kind: string;
}

/** Returns the given images; otherwise those of the corpus, or of the project if there is no corpus. */
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

/** Folders of the corpus for `good`, with the sampling interval: one of this many images is taken. */
const GOOD: Readonly<Record<string, number>> = { kodak: 1, gb82: 1, cq100: 3, ui: 3 };
/** Limits for the images of these folders: maximum number of pixels, and minimum side. */
const MAX_PIXELS = 1.2e6;
const MIN_SIDE = 32;

/** Returns the given images; otherwise some forty of the corpus, or those of the project if there is no corpus. */
export async function goodImages(paths: readonly string[]): Promise<LookImage[]> {
  const corpus = process.env.KCOLORS_CORPUS;
  if (paths.length > 0 || !corpus) return lookImages(paths, false);
  const images: LookImage[] = [];
  for (const [folder, apart] of Object.entries(GOOD)) {
    const names = readdirSync(join(corpus, folder)).filter((name) => name.endsWith('.png'));
    const files = names.sort().filter((_, i) => i % apart === apart - 1);
    images.push(
      ...(await loadAs(
        folder,
        files.map((name) => join(corpus, folder, name)),
      )),
    );
  }
  return images.filter(
    ({ width, height }) => width * height <= MAX_PIXELS && Math.min(width, height) >= MIN_SIDE,
  );
}

async function loadAs(kind: string, paths: readonly string[]): Promise<LookImage[]> {
  const { images } = await loadSet(kind, paths);
  return images.map((image) => ({ ...image, kind }));
}
