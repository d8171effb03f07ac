import { CodecError, compressImage, decodeImage, encodeGif, encodePng } from '@kcolors/codecs';
import { quantize } from '@kcolors/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharp } from './helpers/independent-decoders.ts';
import { gradient } from './helpers/pictures.ts';
import { writeTestBmp } from './helpers/write-test-bmp.ts';

const picture = gradient(24, 18, (x) => (x < 4 ? 0 : 255));
const raw = () => sharp(picture.data, { raw: { width: 24, height: 18, channels: 4 } });
const indexed = quantize(picture);

const FILES: Record<string, Uint8Array> = {
  png: (await encodePng(indexed)).bytes,
  'png, RGBA': await raw().png().withIccProfile('p3').withMetadata({ orientation: 6 }).toBuffer(),
  jpeg: await raw().jpeg().withMetadata({ orientation: 3 }).toBuffer(),
  'jpeg, CMYK': await raw().removeAlpha().toColourspace('cmyk').jpeg().toBuffer(),
  webp: await raw().webp().withMetadata({ orientation: 5 }).toBuffer(),
  'webp, lossless': await raw().webp({ lossless: true }).toBuffer(),
  gif: (await encodeGif(indexed)).bytes,
  bmp: writeTestBmp({
    width: 5,
    height: 3,
    bitsPerPixel: 16,
    compression: 3,
    masks: [0xf800, 0x07e0, 0x001f],
    pixels: Buffer.alloc(36, 0x5a),
  }),
};

/** Anything but a result or a `CodecError` of one line is a bug. */
async function staysCalm(bytes: Uint8Array): Promise<void> {
  const before = Buffer.from(bytes);
  const outcome = await decodeImage(bytes, { maxPixels: 1e6 }).catch((error: unknown) => error);
  expect(before.equals(bytes)).toBe(true);
  if (outcome instanceof Error) {
    expect(outcome).toBeInstanceOf(CodecError);
    expect(outcome.message).toMatch(/^[^\n]+$/);
    return;
  }
  const { data, width, height } = (outcome as Awaited<ReturnType<typeof decodeImage>>).image;
  expect(data.length).toBe(width * height * 4);
}

describe('files with wrong bytes', () => {
  it.each(Object.entries(FILES))('%s: some bytes changed', async (_, file) => {
    const changes = fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(changes, async (list) => {
        const broken = new Uint8Array(file);
        for (const [at, value] of list) broken[at] = value;
        await staysCalm(broken);
      }),
      { numRuns: 120, seed: 7 },
    );
  });

  it.each(Object.entries(FILES))('%s: a part left out or doubled', async (_, file) => {
    const part = fc.tuple(fc.nat(file.length), fc.nat(file.length), fc.boolean());
    await fc.assert(
      fc.asyncProperty(part, async ([a, b, doubled]) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const rest = doubled ? file.subarray(from) : file.subarray(to);
        await staysCalm(Buffer.concat([file.subarray(0, doubled ? to : from), rest]));
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('the unbroken files are all read', async () => {
    for (const file of Object.values(FILES)) await expect(compressImage(file)).resolves.toBeDefined();
  });
});
