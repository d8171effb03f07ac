import { CodecError, decodeImage, readHeader } from '@kcolors/codecs';
import { describe, expect, it } from 'vitest';
import { decodeWithPngjs, largestDifference } from './helpers/independent-decoders.ts';
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

  it('wherever the file is cut, until its pixels are complete', async () => {
    const end = good.length - 12; // IEND
    for (let length = 1; length < end; length += 13)
      expect(await codeOf(good.subarray(0, length))).toMatch(/damaged|not-an-image/);
    expect((await decodeImage(good.subarray(0, end))).notes).toEqual([
      'The end of the file is missing; the pixels are complete.',
    ]);
  });

  it('a compressed stream that is cut, though the chunk is whole', async () => {
    for (const lost of [1, 4, 5, 40]) {
      const png = writeTestPng(testPng(2, 8, { data: (data) => data.subarray(0, data.length - lost) }));
      expect(await codeOf(png)).toBe('damaged');
    }
  });

  it('a wrong Adler checksum, with everything else right', async () => {
    const flipLast = (data: Buffer) =>
      Buffer.from(data.map((value, i) => (i === data.length - 1 ? value ^ 1 : value)));
    expect(await codeOf(writeTestPng(testPng(2, 8, { data: flipLast })))).toBe('damaged');
  });

  it('rows that are missing, an unknown filter, a color that the palette has not', async () => {
    const short = writeTestPng(testPng(2, 8, { height: 18 }));
    short.writeUInt32BE(19, 20);
    const header = short.subarray(16, 29);
    const fixed = Buffer.concat([short.subarray(0, 8), chunk('IHDR', header), short.subarray(33)]);
    expect(await codeOf(fixed)).toBe('damaged');
    expect(await codeOf(writeTestPng(testPng(2, 8, { filter: () => 5 })))).toBe('damaged');
    expect(await codeOf(writeTestPng(testPng(3, 2, { palette: new Uint8Array(9) })))).toBe('damaged');
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

describe('what is tolerated', () => {
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
