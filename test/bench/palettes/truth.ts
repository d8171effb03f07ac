import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Rgb } from '../../../packages/core/test/helpers/scenes.ts';

/** An image with its annotated main colors. */
export interface KnownPicture {
  readonly name: string;
  readonly path: string;
  readonly colors: readonly { readonly rgb: Rgb; readonly hex: string; readonly object: string }[];
}

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));

/**
 * Returns the images of a list in `test/fixtures`: those of the project, and those in the folder in KCOLORS_CORPUS.
 */
export function knownPictures(list: string): { found: readonly KnownPicture[]; missing: readonly string[] } {
  const [, ...lines] = readFileSync(join(FIXTURES, list), 'utf8').trim().split('\n');
  const rows = lines.map((line) => line.split('\t') as [string, string, string?]);
  const found: KnownPicture[] = [];
  const missing: string[] = [];
  for (const file of new Set(rows.map(([name]) => name))) {
    const path = [FIXTURES, process.env.KCOLORS_CORPUS ?? '']
      .map((folder) => join(folder, file))
      .find(existsSync);
    const colors = rows
      .filter(([name]) => name === file)
      .map(([, hex, object]) => ({ rgb: rgbOf(hex), hex, object: object ?? 'a color' }));
    if (path) found.push({ name: basename(file).replace(/\.\w+$/, ''), path, colors });
    else missing.push(file);
  }
  return { found, missing };
}

const rgbOf = (hex: string): Rgb => {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
};
