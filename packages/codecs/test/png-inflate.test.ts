// The ways to inflate image data: zlib of Node, DecompressionStream, and the decoder in JavaScript, which alone reads
// damaged streams. All have to give the same pixels, notes and errors.
import zlib, { crc32, deflateSync } from 'node:zlib';
import { decodeImage } from '@kcolors/codecs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { crc32 as ownCrc32 } from '../src/png/crc32.ts';
import { chunk, type TestPng, writeTestPng } from './helpers/write-test-png.ts';

const PIECE = 16 * 1024;

/** Counts the bytes that the fast ways have inflated. */
let inflated = 0;
let streams = 0;

/**
 * Returns a class like the `DecompressionStream` of browsers, where bytes after the end of the stream are an error, or
 * like that of Node 20, which ignores them.
 */
const decompressionStream = (isStrict: boolean) =>
  class {
    readonly readable: ReadableStream<Uint8Array>;
    readonly writable: WritableStream<Uint8Array>;

    constructor() {
      streams++;
      const inflate = zlib.createInflate({ chunkSize: PIECE });
      const failed = new Promise<never>((_, reject) => {
        inflate.on('error', reject);
      });
      failed.catch(() => {});
      const ended = new Promise<void>((resolve) => inflate.on('end', resolve));
      let given = 0;
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({
        start(controller) {
          inflate.on('data', (piece: Uint8Array) => {
            inflated += piece.length;
            try {
              controller.enqueue(piece);
            } catch {
              inflate.destroy(); // the reader has cancelled
            }
          });
        },
        transform(bytes) {
          given += bytes.length;
          const written = new Promise<void>((resolve) => inflate.write(bytes, () => resolve()));
          return Promise.race([failed, ended, written]); // bytes after the end are never written
        },
        async flush() {
          inflate.end();
          await Promise.race([failed, ended]);
          if (isStrict && inflate.bytesWritten !== given) throw new TypeError('bytes after the end');
        },
      });
      this.readable = readable;
      this.writable = writable;
    }
  };

/** The hosts, by what they have. */
const HOSTS = {
  node: () => {
    const builtin = process.getBuiltinModule;
    const createInflate = (options: zlib.ZlibOptions) => {
      streams++;
      const inflate = zlib.createInflate(options);
      inflate.on('data', (piece: Uint8Array) => {
        inflated += piece.length;
      });
      return inflate;
    };
    vi.spyOn(process, 'getBuiltinModule').mockImplementation(((name: string) =>
      name === 'node:zlib' ? { ...zlib, createInflate } : builtin(name)) as typeof builtin);
  },
  browser: () => {
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
    vi.stubGlobal('DecompressionStream', decompressionStream(true));
  },
  neither: () => {
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
    vi.stubGlobal('DecompressionStream', undefined);
  },
};

beforeEach(() => {
  inflated = 0;
  streams = 0;
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const picture = (change: Partial<TestPng> = {}): Buffer =>
  writeTestPng({
    width: 61,
    height: 97,
    colorType: 2,
    bitDepth: 8,
    sample: (x, y, channel) => (Math.imul(x * 73 + y * 179 + channel * 283 + 1, 2654435761) >>> 8) & 255,
    filter: (row) => row % 5,
    ...change,
  });

/** Returns a copy of a PNG whose header says another height. */
function withHeight(png: Buffer, height: number): Buffer {
  const header = Buffer.from(png.subarray(16, 29));
  header.writeUInt32BE(height, 4);
  return Buffer.concat([png.subarray(0, 8), chunk('IHDR', header), png.subarray(33)]);
}

const flip = (bytes: Buffer, at: number) => {
  const copy = Buffer.from(bytes);
  copy[at < 0 ? copy.length + at : at]! ^= 0x55;
  return copy;
};

const GOOD: Record<string, Buffer> = {
  RGB: picture(),
  RGBA: picture({ colorType: 6 }),
  'gray, interlaced': picture({
    colorType: 0,
    bitDepth: 4,
    sample: (x, y) => (x + y) % 16,
    interlaced: true,
  }),
  'a pixel': picture({ width: 1, height: 1 }),
  'data larger than a piece': picture({ width: 400, height: 300 }),
};

const FAULTY: Record<string, Buffer> = {
  'a wrong checksum': picture({ data: (stream) => flip(stream, -1) }),
  'no checksum': picture({ data: (stream) => stream.subarray(0, -4) }),
  'a stream that is cut': picture({ data: (stream) => stream.subarray(0, stream.length >> 1) }),
  'no stream': picture({ data: () => Buffer.alloc(0) }),
  'a wrong header': picture({ data: (stream) => flip(stream, 0) }),
  'damage in the middle': picture({ data: (stream) => flip(stream, stream.length >> 1) }),
  'an invalid block after some rows': picture({
    data: (stream) =>
      Buffer.concat([deflateSync(zlib.inflateSync(stream), { level: 0 }).subarray(0, -4).fill(0xff, 9000)]),
  }),
  'a byte after the stream': picture({ data: (stream) => Buffer.concat([stream, Buffer.of(7)]) }),
  'its checksum again after the stream': picture({
    data: (stream) => Buffer.concat([stream, stream.subarray(-4)]),
  }),
  'too few rows': withHeight(picture(), 120),
  'too many rows': withHeight(picture(), 20),
  'a filter that does not exist': picture({
    data: (stream) => {
      const rows = zlib.inflateSync(stream);
      rows[50 * (1 + 3 * 61)] = 9;
      return deflateSync(rows);
    },
  }),
  'a file that is cut': picture().subarray(0, 2000),
};

/** Returns all that a decoder says of a file. */
const outcomeOf = (png: Buffer) =>
  decodeImage(png).then(
    ({ image, notes, truncated }) => ({ data: image.data, notes, truncated }),
    ({ code, message }) => ({ code, message }),
  );

describe.each(['node', 'browser'] as const)('as in a host like %s', (host) => {
  it.each(Object.entries(GOOD))('%s: inflated once, by the host', async (_, png) => {
    HOSTS.neither();
    const expected = await outcomeOf(png);
    expect(streams).toBe(0);
    HOSTS[host]();
    await outcomeOf(GOOD['a pixel']!); // the first call may try the host
    streams = 0;
    expect(await outcomeOf(png)).toEqual(expected);
    expect(expected).toMatchObject({ notes: [] });
    expect(streams).toBe(1);
  });

  it.each(Object.entries(FAULTY))('%s: as without it', async (_, png) => {
    HOSTS.neither();
    const expected = await outcomeOf(png);
    expect('code' in expected || expected.notes.length > 0).toBe(true);
    HOSTS[host]();
    expect(await outcomeOf(png)).toEqual(expected);
    expect(streams).toBeGreaterThan(0);
  });

  it('stops when the rows are complete', async () => {
    const bomb = picture({
      data: (stream) => deflateSync(Buffer.concat([zlib.inflateSync(stream), Buffer.alloc(1 << 26)])),
    });
    HOSTS[host]();
    expect(await outcomeOf(bomb)).toMatchObject({ notes: [expect.stringMatching(/more than its rows/)] });
    expect(inflated).toBeGreaterThan(0);
    expect(inflated).toBeLessThan(1 << 25);
  });
});

it('a host that ignores bytes after the end is not trusted', async () => {
  vi.resetModules();
  const { inflateNatively } = await import('../src/png/native-inflate.ts');
  vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
  vi.stubGlobal('DecompressionStream', decompressionStream(false));
  expect(await inflateNatively(deflateSync('abc'), () => true)).toBe(false);
  expect(streams).toBe(1); // the trial alone
});

it('the checksum of chunks is the same on every host', () => {
  const bytes = Buffer.from(Array.from({ length: 999 }, (_, i) => Math.imul(i + 1, 2654435761) >>> 24));
  for (const host of ['node', 'neither'] as const) {
    HOSTS[host]();
    for (const length of [0, 1, 7, 8, 9, 500, 999]) {
      expect(ownCrc32(bytes, 0, length)).toBe(crc32(bytes.subarray(0, length)));
      expect(ownCrc32(bytes, length)).toBe(crc32(bytes.subarray(length)));
    }
  }
});
