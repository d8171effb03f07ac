// Finds possible image paths in a line of code, in any language.
import { isImageName } from '../selection/image-name.ts';

/** A possible path and its position in the line. */
export interface PathInLine {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

const AROUND = 500; // characters searched on either side of the cursor: lines can be very long

/** Contexts in which a path may contain spaces: quotes, `url(…)` and Markdown links. */
const ENCLOSED = [
  /(?<=")[^"]*(?=")/g,
  /(?<=')[^']*(?=')/g,
  /(?<=`)[^`]*(?=`)/g,
  /(?<=\burl\()(?:[^()]|\([^()]*\))*(?=\))/gi,
  /(?<=\]\()(?:[^()]|\([^()]*\))*(?=\))/g,
  /(?<=\]\(<)[^<>]*(?=>)/g,
];
/** In other contexts, one of these characters ends a path. */
const BARE = /[^\s"'`()<>[\]{},;|=]+/g;

/**
 * Returns possible image paths at a position in a line, shortest first. Skips web addresses.
 * The caller checks which files exist.
 */
export function imagePathsAt(line: string, character: number): PathInLine[] {
  const from = Math.max(0, character - AROUND);
  const text = line.slice(from, character + AROUND);
  const at = character - from;
  const found = [BARE, ...ENCLOSED].flatMap((pattern) =>
    // Opening and closing quotes look alike, so any text between two quotes is a candidate.
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
  isImageName(withoutQuery(text)) && !/^([a-z][a-z\d+.-]*:|\/\/)/i.test(text);

/** Removes the query and fragment of an address such as `cat.png?v=2#top`. */
export const withoutQuery = (path: string): string => path.replace(/(?<=\.\w+)[?#].*$/, '');
