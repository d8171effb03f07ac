import {
  CodecError,
  compressImage,
  decodeImage,
  decodeIndexed,
  encodeGif,
  encodeJpeg,
  encodeMask,
  encodePng,
  encodeRgbaPng,
  encodeWebp,
  openImage,
  previewFile,
  readColorSpace,
  readHeader,
  sniffFormat,
  stripMetadata,
} from '@kcolors/codecs';
import { QuantizeError, quantize } from '@kcolors/core';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { corners } from './helpers/pictures.ts';
import { SMALL_FILES } from './helpers/small-files.ts';
import { chunk } from './helpers/write-test-png.ts';

const image = corners(8, 6);
const indexed = quantize(image);

afterEach(() => void vi.restoreAllMocks());

/** Every function of the package that takes bytes or an image, called with one thing and options. */
const FUNCTIONS: Record<string, (given: never, options: never) => unknown> = {
  compressImage,
  decodeImage,
  decodeIndexed,
  encodeGif,
  encodeJpeg,
  encodeMask: (given: never) => encodeMask(given, 2, 2),
  encodePng,
  encodeRgbaPng,
  encodeWebp,
  openImage,
  previewFile,
  readColorSpace,
  readHeader,
  sniffFormat,
  stripMetadata,
};

const SIGNATURES = [
  '\x89PNG\r\n\x1a\n',
  '\xff\xd8',
  'RIFF\xff\0\0\0WEBP',
  'GIF89a',
  'BM',
  'II*\0',
  'MM\0*',
  '\0\0\x01\0',
  '',
].map((text) => Buffer.from(text, 'latin1'));

/** What a function may be given by mistake, and bytes that begin like an image. */
const anything = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, 7, 'text', {}, [], new Uint16Array(5), new ArrayBuffer(8)),
  fc.constantFrom<unknown>(...Object.values(SMALL_FILES), image, indexed),
  fc
    .tuple(fc.constantFrom(...SIGNATURES), fc.uint8Array({ maxLength: 90 }))
    .map((parts) => Buffer.concat(parts)),
  fc.record({
    width: fc.constantFrom<unknown>(0, 2, -1, 1.5, Number.NaN, 2 ** 40, '2'),
    height: fc.constantFrom<unknown>(0, 2, 3),
    data: fc.constantFrom<unknown>(new Uint8Array(16), new Uint8Array(3), undefined),
    indices: fc.constantFrom<unknown>(new Uint8Array(4), Uint8Array.of(9, 9, 9, 9), undefined),
    palette: fc.constantFrom<unknown>(new Uint8Array(8), new Uint8Array(7), undefined),
  }),
);
const anyOptions = fc.oneof(
  fc.constantFrom<unknown>({}, null, 7, 'fast'),
  fc.record(
    {
      quality: fc.constantFrom<unknown>(50, 0, 'good', 'great', null),
      effort: fc.constantFrom<unknown>('fast', 'huge'),
      format: fc.constantFrom<unknown>('png', 'webp', 'gif', 'jpeg', 'tiff'),
      maxPixels: fc.constantFrom<unknown>(100, 0, Number.NaN, '9', 5n, Symbol('pixels')),
      signal: fc.constantFrom<unknown>(5, {}, new AbortController().signal),
      onProgress: fc.constantFrom<unknown>(5, () => {}),
      palette: fc.constantFrom<unknown>(new Uint8Array(4), new Uint8Array(3), 'red'),
      quantize: fc.constantFrom<unknown>({ maxColors: 2 }, { maxColors: 0 }, { dither: 'much' }, 5, null),
    },
    { requiredKeys: [] },
  ),
);

it('only our errors leave the functions of the package, each with one plain line', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(FUNCTIONS)),
      anything,
      anyOptions,
      async (name, given, options) => {
        try {
          await FUNCTIONS[name]!(given as never, options as never);
        } catch (error) {
          expect(error instanceof CodecError || error instanceof QuantizeError).toBe(true);
          expect((error as CodecError).code, String((error as CodecError).cause)).not.toBe('internal');
          expect((error as Error).message).toMatch(/^[^\n]+$/);
        }
      },
    ),
    { numRuns: 400 },
  );
});

it.each(Object.entries(SMALL_FILES))('%s is read and compressed, and stays as it is', async (_, file) => {
  const before = Buffer.from(file);
  await expect(compressImage(file, { effort: 'fast' })).resolves.toBeDefined();
  expect(before.equals(file)).toBe(true);
});

describe('an error that nobody expected', () => {
  it('is a fault of the package, with its cause', async () => {
    const fault = new TypeError('Cannot read properties of undefined');
    vi.spyOn(Uint8Array.prototype, 'subarray').mockImplementation(() => {
      throw fault;
    });
    for (const read of [
      decodeImage,
      compressImage,
      openImage,
      async (bytes: Uint8Array) => readHeader(bytes),
    ]) {
      const error = await Promise.resolve(read(SMALL_FILES.png!)).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: 'CodecError', code: 'internal', cause: fault });
      expect((error as Error).message).not.toContain('Cannot read');
    }
  });

  it('of a listener, or the reason of a signal, reaches its owner as it is', async () => {
    const thrown = new TypeError('of the listener');
    const onProgress = () => {
      throw thrown;
    };
    await expect(compressImage(SMALL_FILES.png!, { onProgress })).rejects.toBe(thrown);
    const reason = { why: 'enough' };
    const signal = AbortSignal.abort(reason);
    await expect(compressImage(SMALL_FILES.png!, { signal })).rejects.toBe(reason);
    await expect(openImage(SMALL_FILES.png!, { signal })).rejects.toBe(reason);
    const session = await openImage(SMALL_FILES.png!);
    await expect(session.preview({ onPicture: onProgress })).rejects.toBe(thrown);
    session.close();
  });
});

describe('a host without enough memory', () => {
  const NOT_OPTIMIZED = /optimizer did not run/;
  const refuse = () =>
    vi
      .spyOn(WebAssembly, 'instantiate')
      .mockRejectedValue(new RangeError('WebAssembly.instantiate(): Out of memory: Cannot allocate'));

  it('gets PNG that are not optimized, with a note', async () => {
    refuse();
    for (const { bytes, notes } of [
      await encodePng(indexed),
      await encodeRgbaPng(image),
      await compressImage(SMALL_FILES.bmp!, { format: 'png', ifNotSmaller: 'result' }),
    ]) {
      expect(notes.join()).toMatch(NOT_OPTIMIZED);
      await expect(decodeImage(bytes)).resolves.toBeDefined();
    }
    expect((await encodePng(indexed, { effort: 'fast' })).notes).toEqual([]);
  });

  it.each(['jpeg', 'webp'] as const)('is told so of %s, and not that the file is damaged', async (name) => {
    refuse();
    const ofMemory = {
      name: 'CodecError',
      code: 'out-of-memory',
      message: expect.stringMatching(/not enough memory/),
    };
    await expect(decodeImage(SMALL_FILES[name]!)).rejects.toMatchObject(ofMemory);
    const encode = name === 'jpeg' ? encodeJpeg(image) : encodeWebp(indexed);
    await expect(encode).rejects.toMatchObject(ofMemory);
    vi.restoreAllMocks();
    await expect(decodeImage(SMALL_FILES[name]!)).resolves.toBeDefined();
  });

  it('is told so where pixels have no room', async () => {
    const header = Buffer.from([0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 9, 8, 6, 0, 0, 0]);
    const png = Buffer.concat([SIGNATURES[0]!, chunk('IHDR', header), chunk('IDAT', Buffer.of(0x78, 0x9c))]);
    await expect(decodeImage(png, { maxPixels: Number.POSITIVE_INFINITY })).rejects.toMatchObject({
      code: 'out-of-memory',
    });
  });
});
