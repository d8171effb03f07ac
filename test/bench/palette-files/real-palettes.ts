import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { hasPaletteExtension, readPalette } from '@kcolors/codecs/palettes';
import type { OriginalPalette } from '../../../packages/codecs/test/helpers/palette-originals.ts';

const MAX_BYTES = 16_000; // of a file, so that many can be read
const MAX_EACH = 150; // files of one extension

/** Returns the palette files in folders, as many as are of use: of each extension the same number, spread over all. */
export function realPalettes(folders: readonly string[]): readonly OriginalPalette[] {
  const paths = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => hasPaletteExtension(path) && !/package(?:-lock)?\.json$|tsconfig/.test(path))
      .sort()
      .map((path) => join(folder, path)),
  );
  const kinds = new Map<string, string[]>();
  for (const path of paths) {
    const { size } = statSync(path);
    if (!statSync(path).isFile() || size === 0 || size > MAX_BYTES) continue;
    const kind = path.split('.').at(-1)!.toLowerCase();
    kinds.set(kind, [...(kinds.get(kind) ?? []), path]);
  }
  return [...kinds.values()].flatMap((all) => {
    const step = Math.max(1, all.length / MAX_EACH);
    const count = Math.min(MAX_EACH, all.length);
    const chosen = Array.from({ length: count }, (_, i) => all[Math.floor(i * step)]!);
    return chosen.map((path) => ({ bytes: readFileSync(path), fileName: nameOf(path) })).filter(isRead);
  });
}

/** Whether a file has colors: mutations of any other file would seldom have some. */
function isRead({ bytes, fileName }: OriginalPalette): boolean {
  try {
    readPalette(bytes, { fileName });
    return true;
  } catch {
    return false;
  }
}

/** Returns the name of a file, with its folder if that has the name of the color. */
const nameOf = (path: string): string =>
  /\.colorset[/\\][^/\\]+$/.test(path) ? join(basename(dirname(path)), basename(path)) : basename(path);
