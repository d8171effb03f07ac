// What in a line of code may be the path of an image, whatever language it is in.

import { promisedFormat } from '@kcolors/codecs';

/** Text that may be a path, and where in its line it stands. */
export interface PathInLine {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

const AROUND = 500; // characters on either side of the cursor that are looked at: lines can be very long

/** Places in which a path may hold spaces: between quotes, in `url(…)`, in links of Markdown. */
const ENCLOSED = [
  /(?<=")[^"]*(?=")/g,
  /(?<=')[^']*(?=')/g,
  /(?<=`)[^`]*(?=`)/g,
  /(?<=\burl\()(?:[^()]|\([^()]*\))*(?=\))/gi,
  /(?<=\]\()(?:[^()]|\([^()]*\))*(?=\))/g,
  /(?<=\]\(<)[^<>]*(?=>)/g,
];
/** Elsewhere a path ends where one of these begins. */
const BARE = /[^\s"'`()<>[\]{},;|=]+/g;

/**
 * What may be the path of an image at a place of a line, the narrowest first; the file system has to say what is. Addresses
 * of the web are none.
 */
export function imagePathsAt(line: string, character: number): PathInLine[] {
  const from = Math.max(0, character - AROUND);
  const text = line.slice(from, character + AROUND);
  const at = character - from;
  const found = [BARE, ...ENCLOSED].flatMap((pattern) =>
    // Quotes are not told apart into opening and closing ones: what is between two of them is looked at.
    [...text.matchAll(pattern)]
      .filter(({ 0: whole, index }) => index <= at && at <= index + whole.length)
      .map(({ 0: whole, index }) => trimmed(whole, from + index)),
  );
  const paths = found.filter(({ path }) => isImagePath(path));
  const unique = new Map(paths.map((each) => [`${each.start} ${each.end}`, each]));
  return [...unique.values()].sort((one, other) => one.path.length - other.path.length);
}

function trimmed(text: string, index: number): PathInLine {
  const start = index + text.length - text.trimStart().length;
  const path = text.trim();
  return { path, start, end: start + path.length };
}

const isImagePath = (text: string): boolean =>
  promisedFormat(withoutQuery(text)) !== undefined && !/^([a-z][a-z\d+.-]*:|\/\/)/i.test(text);

/** A path as in an address may say more than the file: `cat.png?v=2#top`. */
export const withoutQuery = (path: string): string => path.replace(/(?<=\.\w+)[?#].*$/, '');
