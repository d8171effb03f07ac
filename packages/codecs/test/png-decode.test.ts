import { deflateSync, inflateSync } from 'node:zlib';
import { CodecError, compressImage, decodeImage, readHeader } from '@kcolors/codecs';
import { describe, expect, it } from 'vitest';
import { decodeWithPngjs, largestDifference, sharp } from './helpers/independent-decoders.ts';
import { chunk, type TestPng, writeTestPng } from './helpers/write-test-png.ts';

const KINDS: [colorType: number, depths: number[]][] = [
  [0, [1, 2, 4, 8, 16]],
  [2, [8, 16]],
  [3, [1, 2, 4, 8]],
  [4, [8, 16]],
  [6, [8, 16]],
];

/** Reproducible noise, so that no two rows, columns or channels are alike. */
function noise(x: number, y: number, channel: number): number {
  return (Math.imul(x * 73 + y * 179 + channel * 283 + 1, 2654435761) >>> 8) & 0xffff;
}

function testPng(colorType: number, bitDepth: number, change: Partial<TestPng> = {}): TestPng {
  const levels = 2 ** bitDepth;
  const palette = Uint8Array.from({ length: 3 * levels }, (_, i) => noise(i, 1, 2) & 255);
  return {
    width: 21,
    height: 19,
    colorType,
    bitDepth,
    sample: (x, y, channel) => noise(x, y, channel) % levels,
    filter: (row) => row % 5,
    ...(colorType === 3 && { palette, transparency: Uint8Array.of(0, 128) }),
    ...change,
  };
}

async function codeOf(bytes: Uint8Array): Promise<string> {
  const error = await decodeImage(bytes).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(CodecError);
  expect((error as CodecError).message).not.toContain('\n');
  return (error as CodecError).code;
}

describe('every color type, depth and interlacing', () => {
  for (const [colorType, depths] of KINDS) {
    for (const bitDepth of depths) {
      for (const interlaced of [false, true]) {
        it(`color type ${colorType}, ${bitDepth} bits${interlaced ? ', interlaced' : ''}`, async () => {
          for (const [width, height] of [
            [21, 19],
            [1, 1],
            [3, 2],
            [8, 9],
          ]) {
            const png = writeTestPng(
              testPng(colorType, bitDepth, { interlaced, width: width!, height: height! }),
            );
            const { image, header } = await decodeImage(png);
            expect(header).toMatchObject({ format: 'png', width, height, bitDepth });
            expect(largestDifference(image.data, decodeWithPngjs(png).data)).toBe(0);
          }
        });
      }
    }
  }

  it('makes the one transparent color of gray and RGB transparent', async () => {
    const gray = writeTestPng(testPng(0, 2, { transparency: Uint8Array.of(0, 2) }));
    const rgb = writeTestPng(
      testPng(2, 16, {
        sample: (x) => (x % 2 ? 300 : 301),
        transparency: Uint8Array.of(1, 44, 1, 44, 1, 44),
      }),
    );
    for (const png of [gray, rgb]) {
      const { data } = (await decodeImage(png)).image;
      expect(largestDifference(data, decodeWithPngjs(png).data)).toBe(0);
      expect(data.some((value, i) => i % 4 === 3 && value === 0)).toBe(true);
    }
  });

  it('rounds 16 bits to the nearest of 8, and says so', async () => {
    const values = [0, 128, 129, 32767, 32768, 65406, 65407, 65535];
    const png = writeTestPng(testPng(0, 16, { width: 8, height: 1, sample: (x) => values[x]! }));
    const { image, notes } = await decodeImage(png);
    const expected = values.map((value) => Math.round((value * 255) / 65535));
    expect(Array.from(image.data).filter((_, i) => i % 4 === 0)).toEqual(expected);
    expect(notes).toEqual(['16 bits per channel were reduced to 8.']);
  });

  it('reads a view into a larger buffer', async () => {
    const png = writeTestPng(testPng(6, 8));
    const padded = Buffer.concat([Buffer.alloc(7), png, Buffer.alloc(5)]);
    const { image } = await decodeImage(padded.subarray(7, 7 + png.length));
    expect(largestDifference(image.data, decodeWithPngjs(png).data)).toBe(0);
  });
});

describe('damaged files are errors', () => {
  const good = writeTestPng(testPng(2, 8));

  it('a file that is cut before its first row is complete', async () => {
    for (let length = 1; length < 33 + 8 + 40; length += 7)
      expect(await codeOf(good.subarray(0, length))).toMatch(/damaged|not-an-image/);
  });

  it('a hundredth of the rows is no picture: the size is probably wrong', async () => {
    const tall = Buffer.from(good);
    tall.writeUInt32BE(19 * 101, 20);
    const png = Buffer.concat([tall.subarray(0, 8), chunk('IHDR', tall.subarray(16, 29)), tall.subarray(33)]);
    await expect(decodeImage(png)).rejects.toThrow(/only 19 of its first 1919 rows exist/);
  });

  it('a compressed stream that is damaged amid its rows, an unknown filter, no palette', async () => {
    const spoiled = (data: Buffer) =>
      Buffer.from(data.map((value, i) => (i > 300 && i < 330 ? ~value : value)));
    expect(await codeOf(writeTestPng(testPng(2, 8, { data: spoiled })))).toBe('damaged');
    expect(await codeOf(writeTestPng(testPng(2, 8, { filter: () => 5 })))).toBe('damaged');
    expect(await codeOf(writeTestPng(testPng(3, 2, { palette: undefined as never })))).toBe('damaged');
  });

  it('an unknown critical chunk and the PNGs of iOS tools are named', async () => {
    expect(await codeOf(writeTestPng(testPng(2, 8, { extra: [['ABCD', new Uint8Array(3)]] })))).toBe(
      'unsupported-feature',
    );
    const crushed = Buffer.concat([good.subarray(0, 8), chunk('CgBI', new Uint8Array(4)), good.subarray(8)]);
    expect(await codeOf(crushed)).toBe('unsupported-feature');
    await expect(decodeImage(crushed)).rejects.toThrow(/iOS.*CgBI/);
  });
});

describe('files that are cut short', () => {
  const whole = decodeWithPngjs(writeTestPng(testPng(2, 8))).data;
  const row = 4 * 21;

  it('wherever they are cut: rows that are there are read, the others are transparent, and a note says so', async () => {
    const good = writeTestPng(testPng(2, 8));
    const counts = new Set<number>();
    for (let length = 33 + 8 + 90; length < good.length - 12; length += 13) {
      const { image, notes, truncated = false } = await decodeImage(good.subarray(0, length));
      const rows = image.data.filter((_, i) => i % row === 3).indexOf(0);
      const count = rows < 0 ? 19 : rows;
      counts.add(count);
      expect(largestDifference(image.data.subarray(0, count * row), whole.subarray(0, count * row))).toBe(0);
      expect(image.data.subarray(count * row).every((value) => value === 0)).toBe(true);
      expect(truncated).toBe(count < 19);
      const note = truncated
        ? `The PNG is truncated: ${count} of its 19 rows exist, the others are transparent.`
        : 'The end of the file is missing; the pixels are complete.';
      expect(notes[0]).toBe(note);
    }
    expect(counts.size).toBeGreaterThan(12);
    expect(readHeader(good.subarray(0, 300))).toMatchObject({ width: 21, height: 19 });
  });

  it('a whole chunk with a stream that is cut, or with too few rows', async () => {
    for (const [lost, truncated] of [
      [1, undefined],
      [4, undefined],
      [5, undefined],
      [400, true],
    ] as const) {
      const data = (stream: Buffer) => stream.subarray(0, stream.length - lost);
      const decoded = await decodeImage(writeTestPng(testPng(2, 8, { data })));
      expect(decoded.truncated).toBe(truncated);
      if (!truncated) expect(largestDifference(decoded.image.data, whole)).toBe(0);
      expect(decoded.notes).toEqual([
        truncated
          ? expect.stringMatching(/^The PNG is truncated: \d+ of its 19 rows exist/)
          : 'The checksum of the image data is wrong or missing; all rows exist.',
      ]);
    }
    const short = writeTestPng(testPng(2, 8, { height: 18 }));
    short.writeUInt32BE(19, 20);
    const fixed = Buffer.concat([
      short.subarray(0, 8),
      chunk('IHDR', short.subarray(16, 29)),
      short.subarray(33),
    ]);
    expect((await decodeImage(fixed)).notes[0]).toMatch(/18 of its 19 rows/);
  });

  it('interlaced: pixels of earlier passes stand in for those that are missing', async () => {
    let filledIn = 0;
    for (const [width, height] of [
      [21, 19],
      [3, 2],
      [64, 5],
    ] as const) {
      // Blocks of 8 × 8 pixels have one color, so that the first pass is the whole picture.
      const sample = (x: number, y: number, channel: number) => (x >> 3) * 30 + (y >> 3) * 7 + channel;
      const data = (stream: Buffer) => deflateSync(inflateSync(stream), { level: 0 });
      const png = writeTestPng(
        testPng(2, 8, { interlaced: true, width, height, sample, filter: () => 0, data }),
      );
      const expected = decodeWithPngjs(png).data;
      const firstPass = Math.ceil(height / 8) * (1 + 3 * Math.ceil(width / 8));
      const dataAt = 33 + 8 + 2 + 5; // the headers of the chunk, of zlib and of a stored block
      for (let length = dataAt + firstPass; length < png.length - 12; length += 5) {
        const { image, notes, truncated } = await decodeImage(png.subarray(0, length));
        expect(largestDifference(image.data, expected)).toBe(0);
        if (!truncated) continue;
        filledIn++;
        expect(notes[0]).toBe('The PNG is truncated: missing pixels were copied from their neighbors.');
      }
    }
    expect(filledIn).toBeGreaterThan(200);
  });

  it.each(['auto', 'keep', 'png'] as const)('are never replaced by a result, format %s', async (format) => {
    const good = writeTestPng(testPng(2, 8, { width: 60, height: 60 }));
    const cut = good.subarray(0, good.length >> 1);
    for (const ifNotSmaller of ['original', 'result'] as const) {
      const result = await compressImage(cut, { format, ifNotSmaller });
      expect(result).toMatchObject({
        outcome: 'kept',
        notes: ['The file is truncated and pixels are missing: the original was kept.'],
      });
      expect(result.bytes).toBe(cut);
    }
    const webp = await compressImage(cut, { format: 'webp' });
    expect(webp.notes[0]).toMatch(/^The PNG is truncated/);
  });
});

describe('what is tolerated', () => {
  const good = testPng(2, 8);
  const expected = decodeWithPngjs(writeTestPng(good)).data;
  const TRAILING = 'Bytes after the end of the image data were ignored.';
  const CHECKSUM = 'The checksum of the image data is wrong or missing; all rows exist.';
  const END = 'The end of the file is missing; the pixels are complete.';
  const flipLast = (data: Buffer) =>
    Buffer.from(data.map((value, i) => (i === data.length - 1 ? value ^ 1 : value)));
  const twice = Buffer.concat(
    Array.from({ length: 40 }, () => Buffer.concat([Buffer.of(0), Buffer.alloc(63, 9)])),
  );
  const withChunks = (...parts: Buffer[]) => {
    const png = writeTestPng(good);
    return Buffer.concat([png.subarray(0, 33), ...parts, png.subarray(-12)]);
  };
  const stream = (() => {
    const png = writeTestPng(good);
    return png.subarray(41, png.length - 16);
  })();
  const idat = (data: Uint8Array) => chunk('IDAT', data);

  it.each<[string, string[], Buffer]>([
    ['a byte after the stream', [TRAILING], withChunks(idat(Buffer.concat([stream, Buffer.of(7)])))],
    ['zeros after the stream', [TRAILING], withChunks(idat(Buffer.concat([stream, Buffer.alloc(99_999)])))],
    ['a chunk after the stream', [TRAILING], withChunks(idat(stream), idat(Buffer.alloc(50)))],
    ['empty chunks', [], withChunks(idat(Buffer.of()), idat(stream), idat(Buffer.of()))],
    ['chunks of a byte', [], withChunks(...Array.from(stream, (byte) => idat(Buffer.of(byte))))],
    ['a wrong checksum', [CHECKSUM], withChunks(idat(flipLast(stream)))],
    ['no checksum', [CHECKSUM], withChunks(idat(stream.subarray(0, -4)))],
    ['a stream that never ends', [CHECKSUM], withChunks(idat(stream.subarray(0, -5)))],
    ['no end chunk', [END], writeTestPng(good).subarray(0, -12)],
    ['zeros in place of the end chunk', [END], Buffer.concat([writeTestPng(good).subarray(0, -12), twice])],
    ['a length beyond the file', [END, TRAILING], withLength(writeTestPng(good), stream.length + 100)],
  ])('%s', async (_, notes, png) => {
    const { image, truncated, ...decoded } = await decodeImage(png);
    expect(largestDifference(image.data, expected)).toBe(0);
    expect(decoded.notes).toEqual(notes);
    expect(truncated).toBeUndefined();
    const seen = await sharp(png, { failOn: 'none' }).ensureAlpha().raw().toBuffer();
    if (notes[0] !== CHECKSUM && notes.length < 2) expect(largestDifference(image.data, seen)).toBe(0);
  });

  it('more rows than there are', async () => {
    const png = writeTestPng(testPng(2, 8, { height: 40 }));
    const fixed = Buffer.concat([
      png.subarray(0, 8),
      chunk('IHDR', writeTestPng(good).subarray(16, 29)),
      png.subarray(33),
    ]);
    const { image, notes } = await decodeImage(fixed);
    expect(largestDifference(image.data, expected)).toBe(0);
    expect(notes).toEqual(['The image data of the PNG has more than its rows; the rest was ignored.']);
  });

  it.each([
    [3, 2],
    [3, 8],
  ])('color numbers beyond the palette are black, color type %i, %i bits', async (colorType, bitDepth) => {
    const png = writeTestPng(
      testPng(colorType, bitDepth, { palette: new Uint8Array(6).fill(200), transparency: Uint8Array.of(9) }),
    );
    const { image, notes } = await decodeImage(png);
    const seen = await sharp(png).ensureAlpha().raw().toBuffer();
    expect(largestDifference(image.data, seen)).toBe(0);
    expect(notes).toEqual(['The palette of the PNG is missing colors: their pixels are black.']);
  });

  it('garbage after the end', async () => {
    const png = writeTestPng(testPng(2, 8));
    const { image, notes } = await decodeImage(Buffer.concat([png, Buffer.from('garbage')]));
    expect(largestDifference(image.data, decodeWithPngjs(png).data)).toBe(0);
    expect(notes).toEqual([]);
  });

  it('an ancillary chunk with a wrong checksum is dropped with a note', async () => {
    const png = writeTestPng(testPng(2, 8, { extra: [['tEXt', Buffer.from('Title\0x')]] }));
    png[33 + 8 + 2]! ^= 1;
    const { metadata, notes } = await decodeImage(png);
    expect(metadata).toEqual({});
    expect(notes).toEqual(['The tEXt chunk has a wrong checksum and was dropped.']);
  });
});

function withLength(png: Buffer, length: number): Buffer {
  png.writeUInt32BE(length, 33);
  return png;
}

it('of many kinds of chunks that are dropped only some are named', async () => {
  const extra = Array.from({ length: 40 }, (_, i): [string, Uint8Array] => [
    `ab${String.fromCharCode(65 + (i % 26))}${String.fromCharCode(97 + Math.floor(i / 26))}`,
    new Uint8Array(0),
  ]);
  const { notes } = await decodeImage(writeTestPng(testPng(2, 8, { extra })));
  expect(notes).toHaveLength(6);
  expect(notes.at(-1)).toBe('The same happened to chunks of 35 more types.');
});

describe('limits', () => {
  it('refuses what is declared too large before it is decoded', async () => {
    const png = writeTestPng(testPng(0, 1));
    png.writeUInt32BE(60000, 16);
    png.writeUInt32BE(60000, 20);
    const huge = Buffer.concat([png.subarray(0, 8), chunk('IHDR', png.subarray(16, 29)), png.subarray(33)]);
    expect(await codeOf(huge)).toBe('too-large');
    await expect(decodeImage(writeTestPng(testPng(2, 8)), { maxPixels: 398 })).rejects.toThrow(/21 × 19/);
    await expect(decodeImage(writeTestPng(testPng(2, 8)), { maxPixels: 399 })).resolves.toBeDefined();
  });

  it('reads the header alone', () => {
    expect(readHeader(writeTestPng(testPng(4, 16)))).toEqual({
      format: 'png',
      width: 21,
      height: 19,
      bitDepth: 16,
      animated: false,
      colorModel: 'gray',
    });
  });
});
