import { normalHex, type PaletteEntry } from '@kcolors/codecs/request';

/** Largest share first; equal shares keep their order. */
export function byShare(colors: readonly PaletteEntry[]): PaletteEntry[] {
  return [...colors].sort((one, other) => other.share - one.share);
}

/** A palette, if there is one, and the locked colors that are not in it yet. */
export function withComing(
  palette: readonly PaletteEntry[],
  locked: readonly string[],
): readonly PaletteEntry[] {
  if (palette.length === 0) return palette;
  const known = new Set(palette.map(({ hex }) => normalHex(hex)));
  const coming = locked.filter((hex) => !known.has(normalHex(hex)));
  return [...palette, ...coming.map((hex) => ({ hex, share: 0 }))];
}
