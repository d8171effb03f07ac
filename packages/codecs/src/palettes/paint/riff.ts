import { concatBytes, latin1Bytes, startsWith, u16le, u32le, u32leBytes } from '../../bytes.ts';
import { colorList } from '../color-list.ts';
import { PaletteError } from '../errors.ts';
import type { BinaryFormat, Found } from '../format.ts';
import { bytesOf, hexOf } from '../hex.ts';
import type { Palette } from '../palette.ts';

const VERSION = Uint8Array.of(0x00, 0x03); // 3.0, low byte first

/** Windows palette: a RIFF file with a LOGPALETTE, without names and alpha. */
export const riff: BinaryFormat = {
  label: 'Microsoft RIFF palette',
  extensions: ['.pal'],
  binary: true,
  write: ({ colors }: Palette): Uint8Array<ArrayBuffer> => {
    const entries = colors.map(({ hex }) => Uint8Array.of(...bytesOf(hex).slice(0, 3), 0));
    const count = Uint8Array.of(colors.length, colors.length >> 8);
    const data = concatBytes([VERSION, count, ...entries]);
    const chunk = [latin1Bytes('PAL data'), u32leBytes(data.length), data];
    return concatBytes([latin1Bytes('RIFF'), u32leBytes(12 + data.length), ...chunk]);
  },
  recognizes: (bytes: Uint8Array): boolean => startsWith(bytes, 'RIFF') && startsWith(bytes, 'PAL ', 8),
  read,
};

function read(bytes: Uint8Array): Found {
  let at = 12; // other chunks may come first
  while (at + 8 <= bytes.length && !startsWith(bytes, 'data', at)) {
    const length = u32le(bytes, at + 4);
    at += 8 + length + (length % 2);
  }
  if (at + 12 > bytes.length) {
    const received = 'the end of the file';
    throw new PaletteError('truncated', {
      expected: 'a chunk of colors',
      received,
      place: { byte: Math.min(at, bytes.length) },
    });
  }
  const start = at + 12;
  const count = u16le(bytes, at + 10);
  if (start + 4 * count > bytes.length) {
    const received = `${Math.floor((bytes.length - start) / 4)}`;
    throw new PaletteError('truncated', {
      expected: `${count} colors`,
      received,
      place: { byte: bytes.length },
    });
  }
  const { add, colors } = colorList();
  for (let byte = start; byte < start + 4 * count; byte += 4) {
    add({ hex: hexOf(bytes[byte]!, bytes[byte + 1]!, bytes[byte + 2]!), place: () => ({ byte }) });
  }
  return { colors };
}
