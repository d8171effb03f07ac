import { MAX_COLORS } from '../../constants.ts';
import { assemblePng, encodePicture } from '../../png/indexed-picture.ts';
import { readableOn } from '../color-texts.ts';
import type { BinaryFormat } from '../format.ts';
import { bytesOf } from '../hex.ts';
import type { Palette } from '../palette.ts';
import { type Box, layoutSheet } from './layout.ts';

const WHITE = '#ffffff';
const EDGE = 3; // pixels

/** Swatch sheet without text: an indexed PNG with exactly the colors of the palette, and a background. */
export const png: BinaryFormat = {
  label: 'PNG swatch sheet',
  extensions: ['.png'],
  binary: true,
  maxColors: MAX_COLORS,
  write,
  recognizes: (): boolean => false, // a PNG is read as an image
};

function write({ colors }: Palette): Uint8Array<ArrayBuffer> {
  const { width, height, band, cards } = layoutSheet(colors, { title: 0, caption: 0 });
  const hexes = [...new Set(colors.map(({ hex }) => hex))];
  const back = backgroundOf(hexes);
  const all = [...new Set([...hexes, back])];
  const edge = all.find((hex) => hex.length === 7 && readableOn(hex) === '#ffffff') ?? back;
  const indices = new Uint8Array(width * height).fill(all.indexOf(back));
  const fill = ({ x, y, width: columns, height: rows }: Box, hex: string) => {
    const index = all.indexOf(hex);
    for (let row = y; row < y + rows; row++) indices.fill(index, row * width + x, row * width + x + columns);
  };
  for (const [i, { hex }] of colors.entries()) {
    if (band[i]) fill(band[i], hex);
    // A translucent color gets an edge, because it may be invisible.
    if (hex.length > 7) fill(cards[i]!, edge);
    fill(hex.length > 7 ? within(cards[i]!, EDGE) : cards[i]!, hex);
  }
  const palette = Uint8Array.from(all.flatMap((hex) => bytesOf(hex)));
  const order = [...all.keys()].sort((one, other) => palette[4 * one + 3]! - palette[4 * other + 3]!);
  return assemblePng(encodePicture({ width, height, indices, palette }, order), {});
}

const within = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x + by,
  y: y + by,
  width: width - 2 * by,
  height: height - 2 * by,
});

/** Returns white or, if no further color fits, the first light color of the palette. */
function backgroundOf(hexes: readonly string[]): string {
  if (hexes.length < MAX_COLORS) return WHITE;
  return hexes.find((hex) => readableOn(hex) === '#000000') ?? hexes[0]!;
}
