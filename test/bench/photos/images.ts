import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Photographs as paths below the folder in KCOLORS_CORPUS. */
const PHOTOGRAPHS = [
  'jpeg/exif_Landscape_1.jpg',
  'jpeg/exif_Landscape_6.jpg',
  'jpeg/exif_Portrait_8.jpg',
  'jpeg/exif_orientation_5_paris.jpg',
  'jpeg/picosdeeuropa_3264x2448.jpg',
  'jpeg/progressive_cat.jpg',
  'jpeg/unsplash_akihabara_1920x1280.jpg',
  'jpeg/unsplash_bryggen_480x320.jpg',
  'jpeg/unsplash_yosemite_3840x2560.jpg',
  'jpeg/weird_sampling_zune.jpg',
  'jpeg/gray_hopper.jpg',
  'classic/skimage_rocket.jpg',
  'kodak/kodim03.png',
  'kodak/kodim05.png',
  'kodak/kodim13.png',
  'kodak/kodim15.png',
  'kodak/kodim23.png',
  'gb82/dog.png',
  'gb82/flowers.png',
  'gb82/path.png',
  'cq100/korean_dancer.png',
  'clic2025/orange-bridge.png',
  'clic2025/pepper.png',
  'clic2025/truck.png',
];

/** A photograph as a file. */
export interface Photograph {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Returns the given files, or those of the corpus. */
export function photographs(paths: readonly string[]): Photograph[] {
  const corpus = process.env.KCOLORS_CORPUS ?? '';
  const all = paths.length > 0 ? paths : PHOTOGRAPHS.map((path) => join(corpus, path)).filter(existsSync);
  return all.map((path) => ({ name: basename(path), bytes: Uint8Array.from(readFileSync(path)) }));
}
