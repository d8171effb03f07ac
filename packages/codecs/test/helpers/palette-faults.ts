import { PaletteError, type PaletteFile, readPalette } from '@kcolors/codecs/palettes';
import { printable } from '@kcolors/codecs/printable';
import type { PaletteCase } from './palette-mutations.ts';

/** Words of JavaScript and of unset values that have no place in a message. */
const FOREIGN_WORDS =
  /is not a function|[Cc]annot read|\[object |TypeError|RangeError|SyntaxError|call stack|at position \d/;

/** Result of reading a damaged palette file. */
export interface Reading {
  readonly isRead: boolean;
  /** Why the result is wrong, if it is. */
  readonly fault?: string | undefined;
}

/** Reads a file. Its result must be a valid palette or an error of ours. */
export function readingOf({ bytes, fileName }: PaletteCase): Reading {
  try {
    const file = readPalette(bytes, fileName === undefined ? {} : { fileName });
    return { isRead: true, fault: faultOfFile(file) };
  } catch (error) {
    if (!(error instanceof PaletteError)) {
      const { stack = '' } = error instanceof Error ? error : {};
      return { isRead: false, fault: `foreign: ${String(error)} ${stack.split('\n').slice(1, 4).join(' ')}` };
    }
    const { message } = error;
    const isInert = printable(message) === message && message.length < 1000;
    if (!isInert) return { isRead: false, fault: `a message that is not inert: ${message.slice(0, 200)}` };
    const own = message.replace(/"(?:\\.|[^"\\])*"/g, ''); // without what it quotes from the file
    return { isRead: false, fault: FOREIGN_WORDS.test(own) ? `message: ${own}` : undefined };
  }
}

function faultOfFile({ palette: { name = '', colors }, notes }: PaletteFile): string | undefined {
  if (colors.length === 0 || colors.length > 16_384) return 'a wrong number of colors';
  const names = colors.flatMap((color) => color.name ?? []);
  if (new Set(names).size < names.length) return 'two colors of one name';
  if ([name, ...names].some((each) => printable(each) !== each)) return 'a name that is not inert';
  if (notes.some((note) => note.length > 1000)) return 'a note that is too long';
  return colors.find(({ hex }) => !/^#(?:[0-9a-f]{6}|[0-9a-f]{8})$/.test(hex))?.hex;
}
