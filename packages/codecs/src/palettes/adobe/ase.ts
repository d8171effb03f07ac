import { concatBytes, latin1, latin1Bytes, startsWith, u16beBytes, u32beBytes } from '../../bytes.ts';
import { BYTES, type ByteReader, readerOf } from '../byte-reader.ts';
import { colorList } from '../color-list.ts';
import { PaletteError, quoted } from '../errors.ts';
import type { BinaryFormat, Found, FoundColor } from '../format.ts';
import { bytesOf } from '../hex.ts';
import type { Palette } from '../palette.ts';
import { CMYK_NOTE, hexOfCmyk, hexOfGray, hexOfLab, hexOfRgb } from './models.ts';

const COLOR = 0x0001;
const GROUP_START = 0xc001;
const GROUP_END = 0xc002;
const NORMAL = 2; // neither global nor spot

/** Adobe Swatch Exchange, without alpha: Illustrator, InDesign, Photoshop and many other programs read it. */
export const ase: BinaryFormat = {
  label: 'Adobe Swatch Exchange (.ase)',
  extensions: ['.ase'],
  binary: true,
  write: ({ name, colors }: Palette): Uint8Array<ArrayBuffer> => {
    const blocks = colors.map(({ hex, name: called }) => block(COLOR, colorParts(hex, called ?? '')));
    if (name !== undefined) {
      blocks.unshift(block(GROUP_START, nameParts(name)));
      blocks.push(block(GROUP_END, []));
    }
    return concatBytes([
      latin1Bytes('ASEF'),
      u16beBytes(1),
      u16beBytes(0),
      u32beBytes(blocks.length),
      ...blocks,
    ]);
  },
  recognizes: (bytes: Uint8Array): boolean => startsWith(bytes, 'ASEF'),
  read,
};

function block(type: number, parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return concatBytes([u16beBytes(type), u32beBytes(length), ...parts]);
}

const nameParts = (name: string): Uint8Array[] => [u16beBytes(name.length + 1), BYTES.utf16(name)];

function colorParts(hex: string, name: string): Uint8Array[] {
  const channels = bytesOf(hex)
    .slice(0, 3)
    .map((channel) => BYTES.f32(channel / 255));
  return [...nameParts(name), latin1Bytes('RGB '), ...channels, u16beBytes(NORMAL)];
}

function read(bytes: Uint8Array): Found {
  const reader = readerOf(bytes);
  if (reader.ascii(4, 'the signature') !== 'ASEF') {
    const received = quoted(latin1(bytes, 0, 4));
    throw new PaletteError('unknown-format', {
      expected: 'the signature "ASEF"',
      received,
      place: { byte: 0 },
    });
  }
  reader.u32('the version');
  const count = reader.u32('the number of blocks');
  const { add, colors } = colorList();
  const models = new Set<string>();
  const groups: string[] = [];
  const open: string[] = []; // groups around the next color
  const groupOf = new Map<FoundColor, string>();
  for (let i = 0; i < count; i++) {
    const what = `block ${i + 1} of ${count}`;
    const type = reader.u16(what);
    const length = reader.u32(what);
    const end = reader.at() + length;
    if (length === 0) {
      if (type === GROUP_START) open.push('');
      if (type === GROUP_END) open.pop();
      continue;
    }
    if (type === GROUP_START) {
      groups.push(nameAt(reader, what));
      open.push(groups.at(-1)!);
    }
    if (type === GROUP_END) open.pop();
    if (type === COLOR) {
      const color = colorAt(reader, what, models);
      add(color);
      groupOf.set(color, open.at(-1) ?? '');
    }
    if (reader.at() > end) throw overrun(what, length, end - length);
    reader.moveTo(end); // skips blocks of other types
  }
  const [name] = groups;
  return {
    ...(groups.length === 1 && name && { name }),
    colors: groups.length > 1 ? colors.map((color) => withGroup(color, groupOf.get(color) ?? '')) : colors,
    notes: models.has('CMYK') ? [CMYK_NOTE] : [],
  };
}

/** Returns a color named by its group and itself: `Brand/Sky`. */
const withGroup = (color: FoundColor, group: string): FoundColor =>
  group === '' || color.name === undefined ? color : { ...color, name: `${group}/${color.name}` };

const nameAt = (reader: ByteReader, what: string): string =>
  reader.utf16(reader.u16(`the name of ${what}`), `the name of ${what}`);

function colorAt(reader: ByteReader, what: string, models: Set<string>): FoundColor {
  const start = reader.at();
  const name = nameAt(reader, what);
  const at = reader.at();
  const model = reader.ascii(4, `the color model of ${what}`);
  const count = CHANNELS[model];
  if (count === undefined) {
    const expected = 'the color model RGB, CMYK, LAB or Gray';
    throw new PaletteError('malformed', { expected, received: quoted(model), place: { byte: at } });
  }
  models.add(model);
  const values = Array.from({ length: count }, () => reader.f32(`the color of ${what}`));
  const hex = hexOf(model, values);
  return { hex, ...(name && { name }), place: () => ({ byte: start }) };
}

const CHANNELS: Readonly<Record<string, number>> = { 'RGB ': 3, CMYK: 4, 'LAB ': 3, Gray: 1 };

function hexOf(model: string, [one = 0, two = 0, three = 0, four = 0]: readonly number[]): string {
  if (model === 'CMYK') return hexOfCmyk(one, two, three, four);
  if (model === 'LAB ') return hexOfLab(100 * one, two, three);
  return model === 'Gray' ? hexOfGray(one) : hexOfRgb(one, two, three);
}

function overrun(what: string, length: number, byte: number): PaletteError {
  const expected = `${what} to end within its ${length} bytes`;
  return new PaletteError('malformed', { expected, received: 'a longer name or color', place: { byte } });
}
