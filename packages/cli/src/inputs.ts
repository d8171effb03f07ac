import { lstat, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, normalize, relative, resolve, sep } from 'node:path';
import {
  type ExternalFormat,
  formatName,
  IMAGE_EXTENSIONS,
  type InputFormat,
  needsDecoder,
  promisedFormat,
} from '@kcolors/codecs';
import { printable } from '@kcolors/codecs/printable';
import { isAvifInstalled } from './avif.ts';
import { isPattern, readPattern } from './pattern.ts';
import { reasonOf } from './reason.ts';
import { notRegular, specialKind } from './regular-file.ts';
import { linkReason, realPathOf, type Search, walkFolder } from './walk-folder.ts';

/** A file found for an argument. */
export interface InputFile {
  /** Display name. */
  readonly name: string;
  readonly path: string;
  /** Path below the given folder; for a given file, its base name. */
  readonly relative: string;
  readonly realPath: string;
}

/** A message about a named file. */
interface NamedMessage {
  readonly name: string;
  readonly message: string;
}

export interface FoundInputs {
  readonly files: readonly InputFile[];
  /** Arguments without an image, and entries that cannot be read, each once. */
  readonly failures: readonly NamedMessage[];
  /** Links that were skipped. */
  readonly skipped: readonly NamedMessage[];
  /** Whether the arguments include a folder or a pattern. */
  readonly expanded: boolean;
}

/** Options for searching folders and patterns. */
export interface InputOptions {
  /** Whether linked folders are searched, and linked files replaced anywhere. */
  readonly followLinks?: boolean | undefined;
  /** Whether inputs are replaced. Links that lead out of their folder are skipped then. */
  readonly inPlace?: boolean;
  /** Whether AVIF files are found. @defaultValue if the add-on is installed */
  readonly readsAvif?: boolean;
}

/** The list `png, apng, jpg … or dib`. */
const KINDS = Object.entries(IMAGE_EXTENSIONS)
  .flatMap(([format, extensions]) => (needsDecoder(format as InputFormat) ? [] : extensions))
  .map((extension) => extension.slice(1))
  .join(', ')
  .replace(/, (\w+)$/, ' or $1');

/** Finds the image files of the arguments: files, folders with everything below them, and patterns. */
export async function findInputs(args: readonly string[], options: InputOptions = {}): Promise<FoundInputs> {
  const { followLinks = false, inPlace = false, readsAvif = isAvifInstalled } = options;
  const files = new Map<string, Candidate>();
  const failures = new Map<string, NamedMessage>();
  const outside = new Map<string, Candidate>();
  const twice = new Map<string, { readonly kept: Candidate; readonly left: Candidate }>();
  const unread: NamedMessage[] = [];
  let expanded = false;
  for (const arg of args) {
    const found = await expand(arg, followLinks, readsAvif);
    expanded ||= found.expanded;
    for (const message of found.unread) unread.push({ name: arg, message });
    for (const failure of found.failures) failures.set(resolve(failure.name), failure);
    for (const file of found.files) {
      if (inPlace && file.isOutside && !followLinks) {
        outside.set(file.realPath, file);
        continue;
      }
      const other = files.get(file.realPath);
      // Prefer a file to a link to it, which may have another name and place.
      const isFirst = !other || (other.isLinked && !file.isLinked);
      if (isFirst) files.set(file.realPath, file);
      const [kept, left] = isFirst ? [file, other] : [other, file];
      if (left && basename(left.path) !== basename(kept.path)) twice.set(left.path, { kept, left });
    }
  }
  const others = inPlace ? [] : [...twice.values()];
  const leftAlone = [...outside.values()].filter(({ realPath }) => !files.has(realPath));
  return {
    files: Array.from(files.values(), ({ isLinked: _, isOutside: __, ...file }) => file),
    failures: [...failures.values()],
    skipped: [
      ...unread,
      ...leftAlone.map(({ name }) => ({ name, message: OUTSIDE })),
      ...others.map(({ kept, left }) => ({
        name: left.name,
        message: `another name of ${printable(kept.name)}: no separate result is written`,
      })),
    ],
    expanded,
  };
}

const OUTSIDE = 'a link to a file outside of the folder: left alone; --follow-links replaces it';

interface Candidate extends InputFile {
  /** Whether the file was reached through a link in a folder or a pattern. */
  readonly isLinked: boolean;
  /** Whether that link leads out of the folder. */
  readonly isOutside: boolean;
}

interface Expansion {
  readonly files: readonly Candidate[];
  readonly failures: readonly NamedMessage[];
  /** Messages about files of formats that are not read here. */
  readonly unread: readonly string[];
  readonly expanded: boolean;
}

async function expand(arg: string, followLinks: boolean, readsAvif: boolean): Promise<Expansion> {
  const fail = (message: string) => ({
    files: [],
    failures: [{ name: arg, message }],
    unread: [],
    expanded: false,
  });
  try {
    const there = await stat(arg);
    if (there.isDirectory()) return expandFolder(arg, followLinks, readsAvif);
    const kind = specialKind(there);
    if (kind) return fail(`${notRegular(kind)}${kind === 'pipe' ? '; "-" reads standard input' : ''}`);
  } catch (error) {
    const isLink = await lstat(arg).then(
      (there) => there.isSymbolicLink(),
      () => false,
    );
    if (isLink) return fail(linkReason(error));
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return fail(reasonOf(error));
    if (isPattern(arg)) return expandPattern(arg, followLinks, readsAvif);
    const isLossy = arg.includes('\ufffd');
    return fail(isLossy ? 'no such file; a name that is not UTF-8 cannot be read' : 'no such file or folder');
  }
  const file = { name: arg, path: resolve(arg), relative: basename(arg), realPath: realPathOf(resolve(arg)) };
  return {
    files: [{ ...file, isLinked: false, isOutside: false }],
    failures: [],
    unread: [],
    expanded: false,
  };
}

/** Skips hidden files, hidden folders and `node_modules`. */
function expandFolder(folder: string, followLinks: boolean, readsAvif: boolean): Promise<Expansion> {
  const isHidden = (path: string) => /(^|\/)\.[^/]*$/.test(path);
  const search = {
    enters: (path: string) => !isHidden(path),
    wants: (path: string) => !isHidden(path),
    followLinks,
  };
  return searchBelow(folder, folder, search, readsAvif, `the folder holds no ${KINDS} file`);
}

async function expandPattern(pattern: string, followLinks: boolean, readsAvif: boolean): Promise<Expansion> {
  const { folder, enters, matches } = readPattern(pattern);
  const nothing = `the pattern matches no ${KINDS} file`;
  const isThere = await stat(folder).then(
    (there) => there.isDirectory(),
    () => false,
  );
  if (!isThere)
    return { files: [], failures: [{ name: pattern, message: nothing }], unread: [], expanded: true };
  return searchBelow(pattern, folder, { enters, wants: matches, followLinks }, readsAvif, nothing);
}

async function searchBelow(
  arg: string,
  folder: string,
  search: Search,
  readsAvif: boolean,
  nothing: string,
): Promise<Expansion> {
  const unread = new Map<ExternalFormat, number>();
  const { files, problems } = await walkFolder(folder, {
    ...search,
    enters: (path) => !/(^|\/)node_modules$/.test(path) && search.enters(path),
    wants(path) {
      const format = promisedFormat(path);
      if (format === undefined || !search.wants(path)) return false;
      if (!needsDecoder(format) || (format === 'avif' && readsAvif)) return true;
      unread.set(format, (unread.get(format) ?? 0) + 1);
      return false;
    },
  });
  const realFolder = realPathOf(resolve(folder));
  const found = files.map(({ below, realPath, isLinked }) => {
    const path = join(folder, below);
    const isOutside = isLinked && !isBelow(realFolder, realPath);
    return { name: path, path: resolve(path), relative: normalize(below), realPath, isLinked, isOutside };
  });
  const failures = problems.map(({ below, message }) => ({ name: join(folder, below), message }));
  if (found.length + failures.length + unread.size === 0) failures.push({ name: arg, message: nothing });
  return { files: found, failures, unread: Array.from(unread, unreadMessage), expanded: true };
}

const ADVICE: Readonly<Record<ExternalFormat, string>> = {
  avif: 'to read AVIF, run "npm install @kcolors/avif"',
  heic: 'convert HEIC to JPEG or PNG first',
};

const unreadMessage = ([format, count]: readonly [ExternalFormat, number]): string =>
  `searched without its ${count} ${formatName(format)} file${count === 1 ? '' : 's'}; ${ADVICE[format]}`;

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
