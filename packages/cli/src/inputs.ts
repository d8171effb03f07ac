import { type Dirent, realpathSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { promisedFormat } from '@kcolors/codecs';
import { glob, isDynamicPattern } from 'tinyglobby';
import { reasonOf } from './reason.ts';

/** A file that was found for an argument. */
export interface InputFile {
  /** The name people see. */
  readonly name: string;
  readonly path: string;
  /** Path below the folder that was given; the bare name of a file that was given. */
  readonly relative: string;
  readonly realPath: string;
}

export interface FoundInputs {
  readonly files: readonly InputFile[];
  /** Arguments without an image, and why. */
  readonly failures: readonly { readonly name: string; readonly message: string }[];
  /** Whether a folder or a pattern was among the arguments. */
  readonly expanded: boolean;
}

const KINDS = 'png, jpg, jpeg, webp, gif or bmp';

/**
 * Finds the image files of the arguments: files as they are, folders with everything below them, patterns.
 * `isResult` tells names that folders and patterns leave out. Every file comes once, however often it is named.
 */
export async function findInputs(
  args: readonly string[],
  isResult: (path: string) => boolean,
): Promise<FoundInputs> {
  const files = new Map<string, InputFile>();
  const failures: { name: string; message: string }[] = [];
  let expanded = false;
  for (const arg of args) {
    const found = await expand(arg);
    expanded ||= found.expanded;
    if (found.message) failures.push({ name: arg, message: found.message });
    for (const file of found.files) {
      const isLeftOut = found.expanded && isResult(file.path);
      if (!isLeftOut && !files.has(file.realPath)) files.set(file.realPath, file);
    }
  }
  return { files: [...files.values()], failures, expanded };
}

interface Expansion {
  readonly files: readonly InputFile[];
  readonly expanded: boolean;
  readonly message?: string;
}

async function expand(arg: string): Promise<Expansion> {
  const kind = await stat(arg).catch((error: NodeJS.ErrnoException) => error);
  if (!(kind instanceof Error)) {
    if (!kind.isDirectory()) return { files: [fileAt(arg, arg, basename(arg))], expanded: false };
    return expandFolder(arg);
  }
  if (kind.code === 'ENOENT' && isDynamicPattern(arg)) return expandPattern(arg);
  const message = kind.code === 'ENOENT' ? 'no such file or folder' : reasonOf(kind);
  return { files: [], expanded: false, message };
}

async function expandFolder(folder: string): Promise<Expansion> {
  try {
    const paths = await listImages(folder);
    const files = paths.map((path) => fileAt(path, path, relative(folder, path)));
    if (files.length > 0) return { files, expanded: true };
    return { files, expanded: true, message: `the folder holds no ${KINDS} file` };
  } catch (error) {
    return { files: [], expanded: true, message: reasonOf(error) };
  }
}

/** All image files below a folder, in sorted order; hidden folders, node_modules and linked folders are not entered. */
async function listImages(folder: string): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort(byName);
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    if (entry.isDirectory()) found.push(...(await listImages(path)));
    else if (promisedFormat(entry.name) && (await isFile(entry, path))) found.push(path);
  }
  return found;
}

const byName = (one: Dirent, other: Dirent) => (one.name < other.name ? -1 : 1);

async function isFile(entry: Dirent, path: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isFile();
  const target = await stat(path).catch(() => undefined);
  return target?.isFile() ?? false;
}

async function expandPattern(pattern: string): Promise<Expansion> {
  const slashed = process.platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern;
  const options = { onlyFiles: true, ignore: ['**/node_modules/**'], followSymbolicLinks: false };
  const matches = (await glob(slashed, options)).filter((path) => promisedFormat(path)).sort();
  const base = fixedPart(slashed);
  const files = matches.map((path) => fileAt(path, path, relative(base, path)));
  if (files.length > 0) return { files, expanded: true };
  return { files, expanded: true, message: `the pattern matches no ${KINDS} file` };
}

/** The folders of a pattern before its first wildcard. */
function fixedPart(pattern: string): string {
  const parts = pattern.split('/');
  const first = parts.findIndex((part) => isDynamicPattern(part));
  return parts.slice(0, first === -1 ? -1 : first).join('/') || (pattern.startsWith('/') ? '/' : '.');
}

function fileAt(name: string, path: string, below: string): InputFile {
  return { name, path: resolve(path), relative: below, realPath: realpathSync(path) };
}
