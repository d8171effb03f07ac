import { assemblePng, encodePicture } from '../../png/indexed-picture.ts';
import { readableOn } from '../color-texts.ts';
import type { BinaryFormat } from '../format.ts';
import { bytesOf } from '../hex.ts';
import { MAX_COLORS, type Palette } from '../palette.ts';
import { type Box, layoutSheet } from './layout.ts';

const WHITE = '#ffffff';
const EDGE = 3; // pixels

/** A sheet of swatches to look at, in colors only: an indexed PNG that holds exactly these. */
export const png: BinaryFormat = {
  label: 'PNG swatch sheet',
  extensions: ['.png'],
  binary: true,
  write,
  recognizes: (): boolean => false, // it is an image, and read as one
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
    // What shines through has an edge, or nobody would see where it is.
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

/** White, or where no further color fits the lightest that there is. */
function backgroundOf(hexes: readonly string[]): string {
  if (hexes.length < MAX_COLORS) return WHITE;
  return hexes.find((hex) => readableOn(hex) === '#000000') ?? hexes[0]!;
}
