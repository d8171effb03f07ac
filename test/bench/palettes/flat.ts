import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeImage } from '@kcolors/codecs';
import { extractColors } from '@kcolors/core/palette';
import { markdownTable } from '../table.ts';
import { EXTRACTORS, OURS } from './extractors.ts';
import { COUNT } from './real.ts';

/** Share of the visible pixels from which an exact color counts as a flat one. */
const MIN_SHARE = 0.1;

/**
 * Counts the flat colors of the images in a folder that each tool misses: it finds one only if a result has exactly its
 * value. kcolors is asked a second time to choose the number of colors by itself.
 */
export async function flatPart(folder: string, log: (line: string) => void): Promise<string> {
  if (!existsSync(folder)) return '';
  const missed = new Map<string, number>();
  let [pictures, total] = [0, 0];
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.png')) continue;
    const file = readFileSync(join(folder, name));
    const { image } = await decodeImage(file);
    const flat = flatColors(image.data);
    if (flat.length === 0) continue;
    log(`${name}: ${flat.length} flat …`);
    total += flat.length;
    pictures++;
    const results: Record<string, readonly number[]> = {
      [`${OURS}, auto`]: extractColors(image, { colors: 'auto' }).map(({ rgba }) => hexOf(rgba)),
    };
    for (const [tool, { find }] of Object.entries(EXTRACTORS))
      results[tool] = (await find(file, COUNT)).map(({ rgb }) => hexOf(rgb));
    for (const [tool, found] of Object.entries(results)) {
      const misses = flat.filter((color) => !found.includes(color));
      missed.set(tool, (missed.get(tool) ?? 0) + misses.length);
      if (tool === OURS) for (const color of misses) log(`  misses #${color.toString(16).padStart(6, '0')}`);
    }
  }
  const rows = [...missed].map(([tool, count]) => [tool, `${count} of ${total}`]);
  return `## Flat colors

Colors that cover ${100 * MIN_SHARE} % or more of one of ${pictures} pictures of interfaces, icons and charts. A color counts as missed unless a result has
exactly its value. Each tool is asked for ${COUNT} colors.

${markdownTable(['', 'missed'], rows, [''])}`;
}

/** Returns the exact colors of enough of the visible pixels. Translucent pixels count by their opacity. */
function flatColors(data: Uint8Array | Uint8ClampedArray): number[] {
  const counts = new Map<number, number>();
  let visible = 0;
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3]!;
    if (alpha === 0) continue;
    visible += alpha;
    const color = hexOf(data.subarray(at, at + 3));
    counts.set(color, (counts.get(color) ?? 0) + alpha);
  }
  return [...counts].filter(([, count]) => count >= MIN_SHARE * visible).map(([color]) => color);
}

const hexOf = ([r, g, b]: ArrayLike<number> & Iterable<number>): number => (r! << 16) | (g! << 8) | b!;
