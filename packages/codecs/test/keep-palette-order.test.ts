import { compressImage, encodePng, openImage, previewFile } from '@kcolors/codecs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeWithPngjs, sharp } from './helpers/independent-decoders.ts';
import { writeTestPng } from './helpers/write-test-png.ts';

const COLORS = ['#102030', '#e63946', '#ffffff', '#e63946', '#00ff00', '#1d3557', '#808080', '#0000ff'];
const bytesOf = (hex: string) => [...Buffer.from(hex.slice(1), 'hex')];

interface Indexed {
  readonly palette: Uint8Array;
  readonly alphas: Uint8Array;
  readonly numberAt: (x: number, y: number) => number;
}

/** 40 × 30 pixels with a twin (1 and 3) and two colors without pixels (4 and 6). */
const swap: Indexed = {
  palette: Uint8Array.from(COLORS.flatMap(bytesOf)),
  alphas: Uint8Array.of(255, 255, 0, 255),
  numberAt: (x, y) => [0, 1, 2, 3, 5, 7][(x * y + (x >> 2) + y * 5) % 6]!,
};
const SIZE = { width: 40, height: 30 };

const pngOf = ({ alphas, numberAt, palette }: Indexed, more = {}) =>
  writeTestPng({
    ...SIZE,
    colorType: 3,
    bitDepth: 8,
    sample: numberAt,
    palette,
    ...(alphas.length > 0 && { transparency: alphas }),
    ...more,
  });

const FILE = pngOf(swap);

/** PLTE, tRNS and the numbers of the pixels of an indexed PNG. */
async function indexedPng(png: Uint8Array) {
  const bytes = Buffer.from(png);
  const chunk = (name: string) => {
    const at = bytes.indexOf(name, 8, 'latin1');
    return at < 0 ? Buffer.alloc(0) : bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4));
  };
  // With a palette of its own numbers, another decoder tells them.
  const gray = Buffer.from(bytes);
  const at = gray.indexOf('PLTE', 8, 'latin1') + 4;
  const { crc32 } = await import('node:zlib');
  for (let i = 0; i < gray.readUInt32BE(at - 8); i++) gray[at + i] = Math.floor(i / 3);
  gray.writeUInt32BE(
    crc32(gray.subarray(at - 4, at + gray.readUInt32BE(at - 8))),
    at + gray.readUInt32BE(at - 8),
  );
  const { data } = decodeWithPngjs(gray);
  return {
    colorType: bytes[25],
    palette: chunk('PLTE'),
    alphas: chunk('tRNS'),
    numbers: Array.from({ length: data.length / 4 }, (_, i) => data[4 * i]!),
  };
}

const numbersOf = ({ numberAt }: Indexed) =>
  Array.from({ length: SIZE.width * SIZE.height }, (_, i) =>
    numberAt(i % SIZE.width, Math.floor(i / SIZE.width)),
  );

describe('keepPaletteOrder', () => {
  it.each(['fast', 'default', 'best'] as const)(
    'keeps palette and numbers of a PNG, at effort %s',
    async (effort) => {
      for (const options of [{}, { quantize: { maxColors: 16 } }, { quality: 'small' }] as const) {
        const { bytes, mse, notes, outcome } = await compressImage(FILE, {
          effort,
          keepPaletteOrder: true,
          ...options,
        });
        expect([outcome, mse, notes]).toEqual(['compressed', 0, []]);
        const { alphas, numbers, palette } = await indexedPng(bytes);
        expect([...palette]).toEqual([...swap.palette]);
        expect([...alphas]).toEqual([255, 255, 0]);
        expect(numbers).toEqual(numbersOf(swap));
      }
    },
  );

  it('holds for any palette and any depth', async () => {
    const pictures = fc.record({
      count: fc.integer({ min: 1, max: 256 }),
      seed: fc.nat(1000),
      used: fc.integer({ min: 1, max: 256 }),
      translucent: fc.integer({ min: 0, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(pictures, async ({ count, seed, translucent, used }) => {
        const any = (i: number) => Math.imul(i + 1 + 977 * seed, 2654435761) >>> 24;
        const image: Indexed = {
          palette: Uint8Array.from({ length: 3 * count }, (_, i) => any(i) & 0xe0),
          alphas: Uint8Array.from({ length: Math.min(count, translucent) }, (_, i) => any(3 * i)),
          numberAt: (x, y) => any(x * 7 + y * 131) % Math.min(used, count),
        };
        const options = { keepPaletteOrder: true, ifNotSmaller: 'result' } as const;
        const { bytes } = await compressImage(pngOf(image), options);
        const { numbers, palette } = await indexedPng(bytes);
        expect([...palette]).toEqual([...image.palette]);
        expect(numbers).toEqual(numbersOf(image));
      }),
      { numRuns: 12 },
    );
  });

  it('keeps the table of a GIF, also as a PNG, and takes a PNG to a GIF', async () => {
    const opaque = { ...swap, alphas: new Uint8Array(0) };
    const options = { keepPaletteOrder: true, ifNotSmaller: 'result' } as const;
    const gif = (await compressImage(pngOf(opaque), { ...options, format: 'gif' })).bytes;
    expect([...gif.subarray(13, 13 + 24)]).toEqual([...swap.palette]);
    const again = (await compressImage(gif, options)).bytes;
    expect([...again.subarray(13, 13 + 24)]).toEqual([...swap.palette]);
    const png = await indexedPng((await compressImage(again, { ...options, format: 'png' })).bytes);
    expect([...png.palette]).toEqual([...swap.palette]);
    expect(png.numbers).toEqual(numbersOf(swap));
    const transparent = (await compressImage(FILE, { ...options, format: 'gif' })).bytes;
    expect([...transparent.subarray(13, 13 + 24)]).toEqual([...swap.palette]);
    const { data } = await sharp(transparent).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    expect(numbersOf(swap).every((number, i) => (data[4 * i + 3] === 0) === (number === 2))).toBe(true);
  });

  it('turns the numbers as the orientation says', async () => {
    const tiff = Buffer.from('4d4d002a00000008000101120003000000010003000000000000', 'hex'); // turned by 180°
    const { bytes } = await compressImage(pngOf(swap, { extra: [['eXIf', tiff]] }), {
      keepPaletteOrder: true,
    });
    expect((await indexedPng(bytes)).numbers).toEqual(numbersOf(swap).reverse());
  });

  it('refuses fewer colors than the picture has', async () => {
    const few = compressImage(FILE, { keepPaletteOrder: true, quantize: { maxColors: 4 } });
    await expect(few).rejects.toThrow(
      'Expected an image of at most 4 colors to keep the palette order but received one with 5: allow more colors, or let the palette change.',
    );
  });

  it('says where there is no palette, and where a format has no order', async () => {
    const photo = await sharp(FILE).removeAlpha().png({ palette: false }).toBuffer();
    const options = { keepPaletteOrder: true, ifNotSmaller: 'result' } as const;
    expect((await compressImage(photo, options)).notes).toEqual([
      'The original has no palette order to keep.',
    ]);
    expect((await compressImage(FILE, { ...options, format: 'webp' })).notes).toContain(
      'A WebP does not store a palette: its order was not kept.',
    );
  });

  it('writes a given palette whole and in its order, with transparency that it lacks last', async () => {
    const given = ['#ffffff', '#000000', '#ff0000', '#ff0000', '#00ff00', '#123456', '#e63946'];
    const palette = Uint8Array.from(given.flatMap((hex) => [...bytesOf(hex), 255]));
    const options = { palette, keepPaletteOrder: true, ifNotSmaller: 'result' } as const;
    const plte = given.flatMap(bytesOf);
    const other = { ...swap, alphas: new Uint8Array(0), numberAt: (x: number) => (x & 1) * 5 };
    const opaque = await indexedPng((await compressImage(pngOf(other), options)).bytes);
    expect([...opaque.palette]).toEqual(plte);
    for (const file of [FILE, pngOf({ ...swap, numberAt: (x) => (x & 1) * 2 })]) {
      const { alphas, palette: written } = await indexedPng((await compressImage(file, options)).bytes);
      expect([...written]).toEqual([...plte, 0, 0, 0]);
      expect([...alphas]).toEqual([255, 255, 255, 255, 255, 255, 255, 0]);
    }
  });

  it('sessions and previews show every color', async () => {
    const session = await openImage(FILE);
    const options = { keepPaletteOrder: true, quality: 'small' } as const;
    expect((await session.preview(options)).psnr).toBe(Number.POSITIVE_INFINITY);
    const { bytes, qualityScore } = await session.compress(options);
    session.close();
    expect(bytes).toEqual((await compressImage(FILE, options)).bytes);
    expect(qualityScore).toMatchObject({ target: 75, reached: true });
    expect((await previewFile(FILE, options)).psnr).toBe(Number.POSITIVE_INFINITY);
  });

  it('encodePng writes a palette as it is', async () => {
    const palette = Uint8Array.from(COLORS.flatMap((hex, i) => [...bytesOf(hex), i === 2 ? 0 : 255]));
    const image = { ...SIZE, indices: Uint8Array.from(numbersOf(swap)), palette };
    const { bytes } = await encodePng(image, { keepPaletteOrder: true });
    expect([...(await indexedPng(bytes)).palette]).toEqual([...swap.palette]);
  });
});

describe('without it, a line says what became of a palette', () => {
  const notesOf = async (image: Indexed, maxColors = 256) =>
    (await compressImage(pngOf(image), { quantize: { maxColors }, ifNotSmaller: 'result' })).notes;
  const plain = { ...swap, alphas: new Uint8Array(0) };

  it('where duplicates and unused colors are dropped', async () => {
    expect(await notesOf(plain)).toEqual([
      'The palette was reordered; duplicate or unused colors dropped: 3.',
    ]);
    expect(await notesOf(plain, 3)).toEqual(['Duplicate or unused colors of the palette were dropped: 3.']);
  });

  it('where only the order is another', async () => {
    const tidy = {
      ...plain,
      palette: swap.palette.subarray(0, 9),
      numberAt: (x: number) => (x < 2 ? 0 : x < 9 ? 1 : 2),
    };
    expect(await notesOf(tidy)).toEqual(['The palette was reordered.']);
    expect(await notesOf(tidy, 2)).toEqual([]); // other colors were asked for
  });

  it('but not for what fills a table up, nor where nothing changes', async () => {
    const filled = new Uint8Array(3 * 256);
    filled.set(swap.palette.subarray(0, 9));
    const sorted = { ...plain, palette: filled, numberAt: (x: number) => (x < 2 ? 2 : x < 9 ? 1 : 0) };
    expect(await notesOf(sorted)).toEqual([]);
  });
});
