/** What a test GIF is made of: its pixels have the colors 0 to 3 in turn. */
export interface GifParts {
  readonly screen: readonly [width: number, height: number];
  /** Left and top of the first frame. */
  readonly at: readonly [left: number, top: number];
  readonly size: readonly [width: number, height: number];
  /** Size of a second frame. */
  readonly next?: readonly [width: number, height: number];
  /** Colors of the palette: 0, 2 or 4. @defaultValue 4 */
  readonly colors?: number;
  /** Bits of a color in the image data. @defaultValue 2 */
  readonly codeSize?: number;
}

export const GIF_COLORS = [
  [255, 0, 0, 255],
  [0, 255, 0, 255],
  [0, 0, 255, 255],
  [250, 240, 230, 255],
];

const u16 = (value: number) => [value & 255, value >> 8];

/** Writes a GIF without any compression, independently of the code under test. */
export function writeTestGif({ screen, at, size, next, colors = 4, codeSize = 2 }: GifParts): Buffer {
  const palette = GIF_COLORS.slice(0, colors).flatMap((color) => color.slice(0, 3));
  return Buffer.from([
    ...Buffer.from('GIF89a'),
    ...screen.flatMap(u16),
    colors > 0 ? 0x80 | (Math.log2(colors) - 1) : 0,
    0,
    0,
    ...palette,
    ...frame(at, size, codeSize),
    ...(next ? frame([0, 0], next, codeSize) : []),
    0x3b,
  ]);
}

function frame(at: readonly number[], size: readonly [number, number], codeSize: number): number[] {
  const [width, height] = size;
  const pixels = Array.from(
    { length: width * height },
    (_, i) => ((i % width) + 2 * Math.floor(i / width)) % 4,
  );
  const data = packCodes(pixels, codeSize);
  const blocks: number[] = [];
  for (let i = 0; i < data.length; i += 255) {
    const block = data.slice(i, i + 255);
    blocks.push(block.length, ...block);
  }
  return [0x2c, ...at.flatMap(u16), ...size.flatMap(u16), 0, codeSize, ...blocks, 0];
}

/** Codes of one width, since the table is cleared before it would grow. */
function packCodes(pixels: readonly number[], codeSize: number): number[] {
  const clear = 2 ** codeSize;
  const codes = pixels.flatMap((pixel, i) => (i % 2 === 0 ? [clear, pixel] : [pixel]));
  const bits = [...codes, clear + 1]
    .map((code) => [...code.toString(2).padStart(codeSize + 1, '0')].reverse().join(''))
    .join('');
  return Array.from({ length: Math.ceil(bits.length / 8) }, (_, i) =>
    Number.parseInt([...bits.slice(8 * i, 8 * i + 8).padEnd(8, '0')].reverse().join(''), 2),
  );
}
