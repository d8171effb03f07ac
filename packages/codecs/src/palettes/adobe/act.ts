import { concatBytes, u16be, u16beBytes } from '../../bytes.ts';
import { colorList } from '../color-list.ts';
import { PaletteError } from '../errors.ts';
import type { BinaryFormat, Found } from '../format.ts';
import { bytesOf, hexOf } from '../hex.ts';
import type { Palette } from '../palette.ts';

const SLOTS = 256;
const NONE = 0xffff; // no transparent color

/**
 * Color table of Photoshop: 256 colors of 3 bytes, then the number of colors and the index of the transparent one.
 * Source: https://www.adobe.com/devnet-apps/photoshop/fileformatashtml/
 */
export const act: BinaryFormat = {
  label: 'Photoshop color table (.act)',
  extensions: ['.act'],
  binary: true,
  maxColors: SLOTS,
  write: ({ colors }: Palette): Uint8Array<ArrayBuffer> => {
    const table = new Uint8Array(3 * SLOTS);
    for (const [i, { hex }] of colors.entries()) table.set(bytesOf(hex).slice(0, 3), 3 * i);
    const transparent = colors.findIndex(({ hex }) => hex.length === 9 && hex.endsWith('00'));
    return concatBytes([table, u16beBytes(colors.length), u16beBytes(transparent < 0 ? NONE : transparent)]);
  },
  recognizes: (bytes: Uint8Array): boolean => bytes.length === 3 * SLOTS || bytes.length === 3 * SLOTS + 4,
  read,
};

/** Reads a table with or without the two numbers at its end. */
function read(bytes: Uint8Array): Found {
  if (bytes.length < 3 * SLOTS) {
    const expected = `${3 * SLOTS} bytes for the color table`;
    const place = { byte: bytes.length };
    throw new PaletteError('truncated', { expected, received: `${bytes.length}`, place });
  }
  const hasCount = bytes.length >= 3 * SLOTS + 4;
  const stored = hasCount ? u16be(bytes, 3 * SLOTS) : SLOTS;
  const count = stored >= 1 && stored <= SLOTS ? stored : SLOTS;
  const transparent = hasCount ? u16be(bytes, 3 * SLOTS + 2) : NONE;
  const { add, colors } = colorList();
  for (let i = 0; i < count; i++) {
    const [r, g, b] = bytes.subarray(3 * i, 3 * i + 3) as unknown as [number, number, number];
    add({ hex: hexOf(r, g, b, i === transparent ? 0 : 255), place: () => ({ byte: 3 * i }) });
  }
  return { colors };
}
