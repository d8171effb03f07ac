import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Memory of one palette for many images, in a separate process. */
export interface ManyImages {
  readonly images: number;
  readonly pixels: number;
  readonly peak: number;
  readonly colors: readonly string[];
}

const FOLDERS = ['cq100', 'kodak', 'gb82', 'clic2025'];
const MANY = 50;

/**
 * Measures three, ten and fifty photographs of the folder in KCOLORS_CORPUS, the fifty in both orders. Returns an
 * empty list without a corpus.
 */
export function runMany(): ManyImages[] {
  const corpus = process.env.KCOLORS_CORPUS;
  if (!corpus) return [];
  const paths = FOLDERS.flatMap((folder) =>
    readdirSync(join(corpus, folder))
      .filter((name) => extname(name) === '.png')
      .map((name) => join(corpus, folder, name)),
  ).slice(-MANY);
  const few = paths.slice(-10); // the largest images are among the last
  return [few.slice(-3), few, paths, [...paths].reverse()].map(runOne);
}

function runOne(paths: readonly string[]): ManyImages {
  const child = fileURLToPath(new URL('memory-child.mjs', import.meta.url));
  const { status, stderr, stdout } = spawnSync(process.execPath, [child, JSON.stringify({ paths })], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return { images: paths.length, ...JSON.parse(stdout) };
}
