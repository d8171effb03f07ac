import { CodecError, type CompressOptions, compressImage, encodePng, openImage } from '@kcolors/codecs';
import { converter } from 'culori';
import { describe, expect, it } from 'vitest';
import { decodeWithSharp, sharp } from './helpers/independent-decoders.ts';
import { gradient, type Picture } from './helpers/pictures.ts';

const raw = ({ data, width, height }: Picture) => sharp(data, { raw: { width, height, channels: 4 } });
const photo = gradient(60, 45);
const icon = gradient(40, 30, (x) => (x < 10 ? 0 : x > 30 ? 255 : x * 8));
const PHOTO = await raw(photo).png().toBuffer();
const ICON = await raw(icon).png().toBuffer();

const COLORS = ['#1d3557', '#e63946', '#f1faee', '#a8dadc'];
const palette = Uint8Array.from(COLORS.flatMap((hex) => [...Buffer.from(`${hex.slice(1)}ff`, 'hex')]));
const quantize = { dither: 0, space: 'oklab' } as const;

/** The colors of a file, as `#rrggbbaa`, as somebody else reads them. */
async function colorsOf(bytes: Uint8Array): Promise<Set<string>> {
  const { data } = await decodeWithSharp(bytes);
  return new Set(
    Array.from(
      { length: data.length / 4 },
      (_, i) => `#${Buffer.from(data).toString('hex', 4 * i, 4 * i + 4)}`,
    ),
  );
}

const toOklab = converter('oklab');
/** Lightness and the two axes of color, as another library computes them. */
const oklab = (red: number, green: number, blue: number): readonly number[] => {
  const { l, a, b } = toOklab({ mode: 'rgb', r: red / 255, g: green / 255, b: blue / 255 });
  return [l, a, b];
};

describe('to a given palette', () => {
  it.each(['png', 'webp', 'gif'] as const)(
    'a %s has its colors alone, also with dithering',
    async (format) => {
      for (const dither of [0, 1]) {
        const options: CompressOptions = {
          palette,
          format,
          quantize: { ...quantize, dither },
          ifNotSmaller: 'result',
        };
        const { bytes } = await compressImage(PHOTO, options);
        for (const color of await colorsOf(bytes)) expect(COLORS.map((hex) => `${hex}ff`)).toContain(color);
      }
    },
  );

  it('every pixel takes the color that looks most like it', async () => {
    const { pixels } = await compressImage(PHOTO, { palette, quantize, ifNotSmaller: 'result' });
    const { data } = pixels.result;
    const far = (i: number, j: number) => {
      const [p, q] = [
        oklab(photo.data[i]!, photo.data[i + 1]!, photo.data[i + 2]!),
        oklab(palette[j]!, palette[j + 1]!, palette[j + 2]!),
      ];
      return Math.hypot(p[0]! - q[0]!, p[1]! - q[1]!, p[2]! - q[2]!);
    };
    const at = (i: number) => 4 * COLORS.indexOf(`#${Buffer.from(data).toString('hex', i, i + 3)}`);
    for (let i = 0; i < data.length; i += 4) {
      const least = Math.min(...COLORS.map((_, j) => far(i, 4 * j)));
      expect(far(i, at(i))).toBeLessThan(least + 0.002); // what eighths of a step can tell
    }
  });

  it('what is transparent stays so, unless the palette is full', async () => {
    const { bytes, palette: found } = await compressImage(ICON, {
      palette,
      quantize,
      ifNotSmaller: 'result',
    });
    const colors = [...(await colorsOf(bytes))];
    expect(colors.filter((color) => color.endsWith('00'))).toHaveLength(1);
    for (const color of colors)
      expect(color.slice(7) === '00' || COLORS.includes(color.slice(0, 7))).toBe(true);
    expect(found.map(({ hex }) => hex.slice(0, 7))).toEqual([...COLORS, found.at(-1)!.hex.slice(0, 7)]);
    expect(found.at(-1)!.hex).toMatch(/^#.{6}00$/);
    const full = Uint8Array.from({ length: 1024 }, (_, i) => (i % 4 === 3 ? 255 : i >> 2));
    const gray = await compressImage(ICON, { palette: full, quantize, ifNotSmaller: 'result' });
    for (const color of await colorsOf(gray.bytes)) expect(color).toMatch(/^#(..)\1\1ff$/);
  });

  it('an image that has few colors of its own loses them all the same', async () => {
    const one = await encodePng({
      width: 2,
      height: 1,
      indices: Uint8Array.of(0, 0),
      palette: Uint8Array.of(250, 240, 240, 255),
    });
    const { bytes } = await compressImage(one.bytes, { palette, quantize, ifNotSmaller: 'result' });
    expect([...(await colorsOf(bytes))]).toEqual(['#f1faeeff']);
  });

  it('a JPEG becomes a PNG, which is the only thing that "keep" cannot keep', async () => {
    const jpeg = await raw(photo).jpeg().toBuffer();
    expect((await compressImage(jpeg, { palette, format: 'keep', ifNotSmaller: 'result' })).format).toBe(
      'png',
    );
    await expect(compressImage(jpeg, { palette, format: 'jpeg' })).rejects.toThrow(
      'Expected a format that has a palette but received jpeg.',
    );
  });

  it.each([0, 7, 257 * 4])('%i bytes are no palette', async (length) => {
    const wrong = compressImage(PHOTO, { palette: new Uint8Array(length) });
    await expect(wrong).rejects.toThrow(CodecError);
    await expect(wrong).rejects.toThrow(
      `1 to 256 colors of 4 bytes for palette but received ${length} bytes`,
    );
  });

  it('sessions show and make the same', async () => {
    const session = await openImage(PHOTO, { quantize });
    const options = { palette, quantize, ifNotSmaller: 'result' } as const;
    const preview = await session.preview(options);
    expect(preview.palette.map(({ hex }) => hex)).toEqual(COLORS);
    const { bytes } = await session.compress(options);
    expect(bytes).toEqual((await compressImage(PHOTO, options)).bytes);
    session.close();
  });
});
