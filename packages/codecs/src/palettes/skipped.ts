import { PaletteError, type Place, quoted, shortened } from './errors.ts';

/** Value of a file that looks like a color and could not be read. */
export interface Skipped {
  /** Its name in the file, such as `--accent`; empty if it has none. */
  readonly name: string;
  /** The text of the value. */
  readonly value: string;
  /** Why it was skipped, such as `a system color`. */
  readonly reason: string;
  /** The expected value. @defaultValue `'a color such as #1a2b3c'` */
  readonly expected?: string;
  /** Returns the position. It is computed only for errors. */
  readonly place?: () => Place | undefined;
}

const MAX_NAMED = 5;

/** Returns `Read 12 colors, skipped 3: --a (a system color), …`; undefined if nothing was skipped. */
export function skippedNote(count: number, skipped: readonly Skipped[]): string | undefined {
  if (skipped.length === 0) return undefined;
  const named = skipped.slice(0, MAX_NAMED).map(({ name, value, reason }) => {
    const what = shortened(name || value);
    return `${what} (${reason})`;
  });
  const more = skipped.length > MAX_NAMED ? ` and ${skipped.length - MAX_NAMED} more` : '';
  return `Read ${count} ${count === 1 ? 'color' : 'colors'}, skipped ${skipped.length}: ${named.join(', ')}${more}.`;
}

/** Returns the error of a file in which every color was skipped: it names the first one. */
export function skippedError([first]: readonly Skipped[]): PaletteError {
  const { name, value, expected = 'a color such as #1a2b3c', reason, place } = first!;
  const detail = /^refers to [^,]*(, which .*)$/.exec(reason)?.[1] ?? '';
  const received = value === '' ? `${shortened(name)}, ${reason}` : `${quoted(value)}${detail}`;
  return new PaletteError('malformed', { expected, received, place: place?.() });
}
