import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDeflate, type DeflateLevel } from '../src/wasm/deflate-stream.ts';

const LEVELS: DeflateLevel[] = ['quick', 'strong', 'strongest'];
const SEGMENT = 2 ** 18;
const module = new WebAssembly.Module(
  readFileSync(fileURLToPath(new URL('../src/wasm/deflate.wasm', import.meta.url))),
);

const deflate = await createDeflate(module);

/** The stream, after Node's zlib has read it. */
function checked(bytes: Uint8Array, level: DeflateLevel): Uint8Array {
  const stream = deflate(bytes, level);
  expect(Buffer.compare(inflateRawSync(stream), bytes)).toBe(0);
  return stream;
}

/** Maximum number of bytes of a stream: stored blocks of up to 65535 bytes. */
const maxBytes = (length: number) =>
  length + 5 * (Math.ceil(length / 65535) + Math.ceil(length / SEGMENT) + 1);

/** Numbers below `count` that look random and are the same in every run. */
function random(length: number, count: number, seed = 1): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return ((state >>> 8) * count) / 2 ** 24;
  });
}

/** A gradient in two levels of a Bayer pattern. */
const dithered = (width: number, height: number) =>
  Uint8Array.from({ length: width * height }, (_, i) => {
    const x = i % width;
    const y = Math.floor(i / width);
    return (x * 16) / width + (((x & 1) ^ (y & 1)) * 2 + (y & 1)) / 4;
  });

describe.each(LEVELS)('level %s', (level) => {
  it.each<[string, Uint8Array, number]>([
    ['no bytes', new Uint8Array(0), 2],
    ['one byte', Uint8Array.of(7), 3],
    ['four bytes', Uint8Array.of(1, 2, 3, 4), 6],
    ['all equal, 1 MB', new Uint8Array(2 ** 20).fill(9), 1100],
    ['runs', Uint8Array.from({ length: 40_000 }, (_, i) => Math.sqrt(i)), 700],
    ['dithered', dithered(640, 480), 3000],
    ['bits', random(9000, 2), 1530],
    ['each byte once', Uint8Array.from({ length: 256 }, (_, i) => i), 267],
    ['not compressible, above 64 kB', random(70_000, 256), 70_021],
    ['not compressible, several segments', random(600_000, 256), maxBytes(600_000)],
  ])('%s', async (_, bytes, most) => {
    expect(checked(bytes, level).length).toBeLessThanOrEqual(most);
  });

  it('finds matches as far as the window reaches, and no farther', async () => {
    const part = random(300, 256);
    const at = (distance: number) => {
      const bytes = random(distance + 300, 256, 5);
      bytes.set(part, 0);
      bytes.set(part, distance);
      return bytes;
    };
    const size = async (distance: number) => checked(at(distance), level).length - distance;
    expect(await size(32_000)).toBeLessThan(200);
    expect(await size(32_767)).toBeLessThan(200);
    expect(await size(32_769)).toBeGreaterThan(300);
  });

  it('finds matches in the last segment', async () => {
    const bytes = random(2 * SEGMENT, 256);
    bytes.copyWithin(SEGMENT, SEGMENT - 30_000, SEGMENT);
    expect(checked(bytes, level).length).toBeLessThan(bytes.length - 29_000);
  });

  it('is never much larger than stored, and the same for equal bytes', async () => {
    const contents = fc
      .record({
        length: fc.oneof(fc.nat(300), fc.nat(70_000), fc.constantFrom(65_535, 65_536, SEGMENT, SEGMENT + 1)),
        count: fc.constantFrom(1, 2, 3, 16, 256),
        seed: fc.nat(),
        period: fc.constantFrom(1, 3, 258, 259, 32_768, 1e9),
      })
      .map(({ length, count, seed, period }) => {
        const bytes = random(length, count, seed);
        return bytes.map((value, i) => (i % 97 < 5 ? value : bytes[i % period]!));
      });
    await fc.assert(
      fc.asyncProperty(contents, async (bytes) => {
        const stream = checked(bytes, level);
        expect(stream.length).toBeLessThanOrEqual(maxBytes(bytes.length));
        expect(Buffer.compare(stream, (await createDeflate(module))(bytes, level))).toBe(0);
      }),
      { numRuns: level === 'strongest' ? 20 : 60 },
    );
  });

  it('any bytes come back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => void checked(bytes, level)),
      { numRuns: 200 },
    );
  });
});

/** The bytes in an order that looks random. */
function shuffled(bytes: Uint8Array): Uint8Array {
  const result = bytes.slice();
  let state = 1;
  for (let i = result.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

describe('codes', () => {
  it('no distance, and one distance', async () => {
    const literals = random(3000, 100);
    const one = Uint8Array.from({ length: 3000 }, (_, i) => literals[i % 40]!);
    for (const level of LEVELS) {
      checked(literals, level);
      checked(one, level);
    }
  });

  it('frequencies that would give codes above 15 bits', async () => {
    const parts = Uint8Array.from({ length: SEGMENT - 1 }, (_, i) => Math.log2(i + 1)); // each twice as often as the last one
    for (const level of LEVELS) checked(shuffled(parts), level);
  });

  it('all literals and all lengths', async () => {
    const bytes: number[] = [...random(2000, 256)];
    for (let length = 3; length < 259; length++) bytes.push(...bytes.slice(length, 2 * length), length & 255);
    for (const level of LEVELS) checked(Uint8Array.from(bytes), level);
  });
});

it('is smaller than zlib at its highest level', async () => {
  for (const bytes of [random(50_000, 17), random(30_000, 3), random(9000, 2)]) {
    const { length } = deflateRawSync(bytes, { level: 9 });
    for (const level of LEVELS) expect(checked(bytes, level).length).toBeLessThanOrEqual(length);
  }
});
