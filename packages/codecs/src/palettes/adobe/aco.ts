import { concatBytes, u16be, u16beBytes, u32beBytes } from '../../bytes.ts';
import { BYTES, type ByteReader, readerOf } from '../byte-reader.ts';
import { colorList } from '../color-list.ts';
import { PaletteError } from '../errors.ts';
import type { BinaryFormat, Found, FoundColor } from '../format.ts';
import { bytesOf } from '../hex.ts';
import type { Palette, PaletteColor } from '../palette.ts';
import type { Skipped } from '../skipped.ts';
import { CMYK_NOTE, GRAY_NOTE, hexOfCmyk, hexOfGray, hexOfHsb, hexOfLab, hexOfRgb } from './models.ts';

/**
 * Photoshop swatches, without alpha: a list of colors (version 1), then the same colors with names (version 2), because
 * old programs read only the first list. Source: https://www.adobe.com/devnet-apps/photoshop/fileformatashtml/
 */
export const aco: BinaryFormat = {
  label: 'Photoshop swatches (.aco)',
  extensions: ['.aco'],
  binary: true,
  write: ({ colors }: Palette): Uint8Array<ArrayBuffer> => {
    const head = (version: number) => [u16beBytes(version), u16beBytes(colors.length)];
    const named = colors.flatMap(({ hex, name = '' }) => [
      ...colorParts({ hex }),
      u32beBytes(name.length + 1),
      BYTES.utf16(name),
    ]);
    return concatBytes([...head(1), ...colors.flatMap(colorParts), ...head(2), ...named]);
  },
  recognizes: (bytes: Uint8Array): boolean => {
    const [version, count] = [u16be(bytes, 0), u16be(bytes, 2)];
    return (version === 1 || version === 2) && count > 0 && bytes.length >= 4 + 10 * count;
  },
  read,
};

const RGB = 0;

function colorParts({ hex }: Pick<PaletteColor, 'hex'>): Uint8Array[] {
  const [r, g, b] = bytesOf(hex);
  return [RGB, r * 257, g * 257, b * 257, 0].map((each) => u16beBytes(each));
}

function read(bytes: Uint8Array): Found {
  const reader = readerOf(bytes);
  const notes = new Set<string>();
  const first = readList(reader, notes);
  // A second list repeats the first with names. Anything else that follows is ignored.
  const hasNames = first.version === 1 && reader.left() >= 4 && u16be(bytes, reader.at()) === 2;
  const { colors, skipped } = hasNames ? readList(reader, notes) : first;
  return { colors, skipped, notes: [...notes] };
}

function readList(
  reader: ByteReader,
  notes: Set<string>,
): { version: number; colors: readonly FoundColor[]; skipped: readonly Skipped[] } {
  const byte = reader.at();
  const version = reader.u16('the version');
  if (version !== 1 && version !== 2) {
    throw new PaletteError('malformed', {
      expected: 'version 1 or 2',
      received: `${version}`,
      place: { byte },
    });
  }
  const count = reader.u16('the number of colors');
  const { add, colors } = colorList();
  const skipped: Skipped[] = [];
  for (let i = 0; i < count; i++) {
    const start = reader.at();
    const what = `color ${i + 1} of ${count}`;
    const hex = colorAt(reader, what, notes);
    const name = version === 2 ? reader.utf16(reader.u32(`the name of ${what}`), `the name of ${what}`) : '';
    const place = () => ({ byte: start });
    if (hex !== undefined) add({ hex, ...(name && { name }), place });
    else {
      const expected = 'a color in RGB, HSB, CMYK, Lab or grayscale';
      skipped.push({
        name: name || `color ${i + 1}`,
        value: '',
        reason: 'a color of a color book',
        expected,
        place,
      });
    }
  }
  return { version, colors, skipped };
}

/** Color spaces by their number, with functions that convert their four components to hex. */
const SPACES: Readonly<Record<number, (values: readonly number[]) => string>> = {
  [RGB]: ([r, g, b]: readonly number[]): string => hexOfRgb(r! / 65535, g! / 65535, b! / 65535),
  1: ([h, s, b]: readonly number[]): string => hexOfHsb((h! / 65535) * 360, s! / 65535, b! / 65535),
  // 65535 is no ink.
  2: ([c, m, y, k]: readonly number[]): string =>
    hexOfCmyk(1 - c! / 65535, 1 - m! / 65535, 1 - y! / 65535, 1 - k! / 65535),
  7: ([l, a, b]: readonly number[]): string => hexOfLab(l! / 100, signed(a!) / 100, signed(b!) / 100),
  8: ([ink]: readonly number[]): string => hexOfGray(1 - ink! / 10000),
  // CMYK in hundredths of a percent.
  9: ([c, m, y, k]: readonly number[]): string => hexOfCmyk(c! / 10000, m! / 10000, y! / 10000, k! / 10000),
};

const NOTES: Readonly<Record<number, string>> = { 2: CMYK_NOTE, 8: GRAY_NOTE, 9: CMYK_NOTE };

const signed = (value: number): number => (value > 32767 ? value - 65536 : value);

/** Returns the hex value; undefined for a color of a book, which is only a number there. */
function colorAt(reader: ByteReader, what: string, notes: Set<string>): string | undefined {
  const space = reader.u16(what);
  const values = [0, 1, 2, 3].map(() => reader.u16(what));
  const convert = SPACES[space];
  if (!convert) return undefined;
  if (NOTES[space]) notes.add(NOTES[space]);
  return convert(values);
}
