import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { hasImageExtension, sniffFormat } from '@kcolors/codecs';
import type { PaletteInput } from '@kcolors/codecs/palettes';
import { readPaletteInput, STDIN } from './palette-input.ts';
import { readRegularFile } from './regular-file.ts';

const MAX_SETS = 5000; // color sets of an asset catalog
const CATALOG = /\.(?:colorset|xcassets)[/\\]?$/i;

/** Returns whether an argument is a palette file: no image, no other folder, and no pattern. */
export async function isPaletteFile(argument: string): Promise<boolean> {
  const stats = await stat(argument).catch(() => undefined);
  if (stats?.isDirectory()) return CATALOG.test(argument);
  if (!stats?.isFile()) return false;
  if (/\.svg$/i.test(argument)) return true;
  return (
    !hasImageExtension(argument) && !isImage((await readRegularFile(argument).catch(() => NOTHING)).bytes)
  );
}

const NOTHING = { bytes: new Uint8Array() };

/** Returns whether bytes are an image, supported or not. */
export function isImage(bytes: Uint8Array): boolean {
  try {
    sniffFormat(bytes);
    return true;
  } catch (error) {
    return (error as { readonly code?: string }).code === 'unsupported-format' && !startsLikeText(bytes);
  }
}

/** Whether the first bytes are those of markup or text, which a palette may be. */
const startsLikeText = (bytes: Uint8Array): boolean =>
  /^[\s\ufeff]*</.test(new TextDecoder().decode(bytes.subarray(0, 64)));

/**
 * Reads the files of an argument: a file, standard input for `-`, or the color sets of an asset catalog of Xcode.
 * @throws {PaletteError} for a file of more bytes than a palette file may have
 */
export async function readPaletteFiles(argument: string): Promise<readonly PaletteInput[]> {
  if (argument === '-') return [{ content: await readPaletteInput('-'), fileName: STDIN }];
  const stats = await stat(argument).catch(() => undefined);
  if (!stats?.isDirectory() || !CATALOG.test(argument)) {
    return [{ content: await readPaletteInput(argument), fileName: argument }];
  }
  const files: PaletteInput[] = [];
  for (const path of await colorSets(argument))
    files.push({ content: await readPaletteInput(path), fileName: path });
  if (files.length === 0) throw new Error('has no color sets');
  return files;
}

/** Returns the paths of `Contents.json` of all color sets in a folder, sorted. */
async function colorSets(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const isSet = (path: string) => /\.colorset$/i.test(basename(path));
  const sets = entries
    .filter((entry) => entry.isFile() && entry.name === 'Contents.json' && isSet(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name));
  if (sets.length > MAX_SETS) throw new Error(`has more than ${MAX_SETS} color sets`);
  return sets.sort();
}
