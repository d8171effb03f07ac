import { CodecError, compressImage, decodeImage, encodeJpeg, stripMetadata } from '@kcolors/codecs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharp } from './helpers/independent-decoders.ts';
import { gradient } from './helpers/pictures.ts';
import {
  gainMapJpeg,
  mpf,
  privateFiles,
  SECRET,
  segment,
  tells,
  withSegments,
} from './helpers/private-files.ts';
import { chunk } from './helpers/write-test-png.ts';

const FILES = await privateFiles();
const names = Object.keys(FILES);
const readable = names.filter((name) => !name.endsWith('.bmp')); // libvips reads no BMP here

/** All frames as libvips decodes them, stored as they are and turned upright, and what it knows of them. */
async function seen(bytes: Uint8Array) {
  const picture = () => sharp(bytes, { animated: true });
  const [stored, { width, height }] = await Promise.all([
    picture().raw().toBuffer(),
    sharp(bytes)
      .autoOrient()
      .toBuffer({ resolveWithObject: true })
      .then(({ info }) => info),
  ]);
  const { delay, loop, orientation = 1, icc, pages } = await picture().metadata();
  return { stored, width, height, delay, loop, orientation, icc, pages };
}

/** The chunks of a PNG with one of these names, as they are in the file. */
function chunksOf(png: Uint8Array, types: readonly string[]): Buffer[] {
  const bytes = Buffer.from(png);
  const found: Buffer[] = [];
  for (let at = 8; at < bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (types.includes(type)) found.push(bytes.subarray(at, end));
    at = type === 'IEND' ? bytes.length : end;
  }
  return found;
}

describe('files without their metadata', () => {
  it.each(readable)('%s: nothing is told, every frame is what it was', async (name) => {
    const bytes = FILES[name]!;
    expect(await tells(bytes)).not.toEqual([]);
    const stripped = stripMetadata(bytes);
    expect(await tells(stripped.bytes)).toEqual([]);
    expect(await seen(stripped.bytes)).toEqual(await seen(bytes));
    expect(stripMetadata(stripped.bytes).bytes).toBe(stripped.bytes);
  });

  it('animated.png: its frames and their times are those of the original', () => {
    const bytes = FILES['animated.png']!;
    const types = ['gAMA', 'acTL', 'fcTL', 'IDAT', 'fdAT', 'IEND'];
    expect(chunksOf(stripMetadata(bytes).bytes, types)).toEqual(chunksOf(bytes, types));
    expect(chunksOf(bytes, types)).toHaveLength(7);
  });

  it('small.bmp: ends where its pixels end', async () => {
    const stripped = stripMetadata(FILES['small.bmp']!).bytes;
    expect(Buffer.from(stripped).includes('Mustermann')).toBe(false);
    expect(Buffer.from(stripped).readUInt32LE(2)).toBe(stripped.length);
    expect((await decodeImage(stripped)).image).toEqual((await decodeImage(FILES['small.bmp']!)).image);
  });

  it('the color profile stays', async () => {
    const { data, width, height } = gradient(16, 12);
    const picture = sharp(data, { raw: { width, height, channels: 4 } }).withExif({
      IFD0: { Artist: SECRET },
    });
    for (const format of ['png', 'jpeg', 'webp'] as const) {
      const bytes = await picture.clone().withIccProfile('p3').toFormat(format).toBuffer();
      const { icc, exif } = await sharp(stripMetadata(bytes).bytes).metadata();
      expect([icc, exif]).toEqual([(await sharp(bytes).metadata()).icc, undefined]);
    }
  });

  it('the shape of pixels that are not square stays, their density goes', async () => {
    const { bytes: jpeg } = await encodeJpeg(gradient(16, 12), {
      metadata: { density: { x: 11811, y: 11811 } },
    });
    expect([...stripMetadata(jpeg).bytes.subarray(13, 18)]).toEqual([0, 0, 1, 0, 1]);
    const wide = jpeg.slice();
    wide[17] = 200;
    expect([...stripMetadata(wide).bytes.subarray(13, 18)]).toEqual([0, ...wide.subarray(14, 18)]);
  });

  it('whatever is put between the parts of a file is gone', async () => {
    const plain = async (format: 'jpeg' | 'png') => {
      const { data, width, height } = gradient(8, 6);
      return sharp(data, { raw: { width, height, channels: 4 } })
        .toFormat(format)
        .toBuffer();
    };
    const [jpeg, png] = [await plain('jpeg'), await plain('png')];
    const marker = fc.oneof(fc.integer({ min: 0xe0, max: 0xed }), fc.constantFrom(0xef, 0xfe, 0xf0, 0xfd));
    const data = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes));
    const cleanJpeg = Buffer.from(stripMetadata(jpeg).bytes);
    fc.assert(
      fc.property(fc.array(fc.tuple(marker, data)), data, (segments, after) => {
        const full = Buffer.concat([
          withSegments(jpeg, ...segments.map(([kind, bytes]) => segment(kind, bytes))),
          after,
        ]);
        expect(cleanJpeg.equals(stripMetadata(full).bytes)).toBe(true);
      }),
    );
    const cleanPng = Buffer.from(stripMetadata(png).bytes);
    const type = fc
      .stringMatching(/^[a-z][A-Za-z][A-Z][A-Za-z]$/)
      .filter(
        (name) =>
          ![
            'hIST',
            'pHYs',
            'eXIf',
            'sBIT',
            'bKGD',
            'tRNS',
            'gAMA',
            'cHRM',
            'sRGB',
            'iCCP',
            'cICP',
            'mDCV',
            'cLLI',
            'acTL',
            'fcTL',
            'fdAT',
          ].includes(name),
      );
    fc.assert(
      fc.property(fc.array(fc.tuple(type, data)), data, (chunks, after) => {
        const parts = chunks.map(([name, bytes]) => chunk(name, bytes));
        const full = Buffer.concat([png.subarray(0, 33), ...parts, png.subarray(33), after]);
        expect(cleanPng.equals(stripMetadata(full).bytes)).toBe(true);
      }),
    );
  });

  it('a GIF that is cut short, and a JPEG with a gain map, are errors', async () => {
    const gif = FILES['animated.gif']!;
    expect(() => stripMetadata(gif.subarray(0, gif.length - 80))).toThrow(
      /^The metadata cannot be removed from the GIF/,
    );
    expect(() => stripMetadata(Buffer.from('no image'))).toThrow(/^Expected PNG/);
    const gainMap = await gainMapJpeg();
    expect(() => stripMetadata(gainMap)).toThrow(
      'The JPEG holds an HDR gain map that would be lost with its metadata',
    );
  });
});

describe('damaged files without their metadata', () => {
  const outcomeOf = async <T>(work: () => T | Promise<T>): Promise<T | CodecError> => {
    try {
      return await work();
    } catch (error) {
      expect(error).toBeInstanceOf(CodecError);
      return error as CodecError;
    }
  };

  it.each(names)('%s: the same pixels, or an error of ours', async (name) => {
    const file = FILES[name]!;
    const change = fc.tuple(fc.nat(file.length - 1), fc.nat(255));
    const cut = fc.oneof({ weight: 3, arbitrary: fc.constant(file.length) }, fc.nat(file.length));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 3 }), cut, async (changes, length) => {
        const broken = new Uint8Array(file.subarray(0, length));
        for (const [at, value] of changes) if (at < length) broken[at] = value;
        const stripped = await outcomeOf(() => stripMetadata(broken));
        const before = await outcomeOf(() => decodeImage(broken, { maxPixels: 1e5 }));
        if (stripped instanceof CodecError || before instanceof CodecError) return;
        const after = await decodeImage(stripped.bytes, { maxPixels: 1e5 });
        expect(after.image.data).toEqual(before.image.data);
        expect(stripMetadata(stripped.bytes).bytes).toBe(stripped.bytes);
      }),
      { numRuns: 15 },
    );
  });
});

describe('compressing with metadata: strip', () => {
  it.each(names)('%s: the result tells nothing, whether the original is kept or not', async (name) => {
    for (const format of ['auto', 'keep'] as const) {
      const bytes = FILES[name]!;
      const result = await compressImage(bytes, { format, metadata: 'strip', quantize: { maxColors: 256 } });
      expect(Buffer.from(result.bytes).includes('Mustermann')).toBe(false);
      if (result.format !== 'bmp') expect(await tells(result.bytes)).toEqual([]);
      expect(result.outcome).not.toBe('kept');
      const again = await compressImage(result.bytes, {
        format,
        metadata: 'strip',
        quantize: { maxColors: 256 },
      });
      if (again.outcome !== 'compressed') expect(again.outcome).toBe('kept');
    }
  });

  it('an original without metadata comes back as it is', async () => {
    const { bytes } = stripMetadata(FILES['animated.gif']!);
    const result = await compressImage(bytes, { metadata: 'strip' });
    expect(result).toMatchObject({ outcome: 'kept', bytes });
  });

  it('omit: results have none, an original that is kept stays as it is', async () => {
    const animation = FILES['animated.webp']!;
    expect(await compressImage(animation, { metadata: 'omit' })).toMatchObject({
      outcome: 'kept',
      bytes: animation,
    });
    const result = await compressImage(FILES['lossy.webp']!, { metadata: 'omit', ifNotSmaller: 'result' });
    expect(await tells(result.bytes)).toEqual([]);
  });

  it('the original without metadata is preferred to a result that is not smaller than it', async () => {
    const result = await compressImage(FILES['lossy.webp']!, { metadata: 'strip' });
    expect(result).toMatchObject({ outcome: 'stripped', format: 'webp', mse: 0 });
    expect(result.notes).toContain('Its metadata was removed; its pixels are unchanged.');
    expect(result.bytesAfter).toBe(result.bytes.length);
  });

  it('an orientation is kept and told, as pixels are not turned', async () => {
    const { notes, outcome } = await compressImage(FILES['turned.webp']!, { metadata: 'strip' });
    expect(outcome).toBe('stripped');
    expect(notes).toContain('Its orientation was kept, as the picture is stored turned.');
  });
});

describe('a JPEG that stays a JPEG', () => {
  const keep = { format: 'keep', jpegQuality: 30, ifNotSmaller: 'result' } as const;

  it('keeps IPTC, its comment and data of other programs byte for byte', async () => {
    const { bytes: plain } = stripMetadata(FILES['all.jpg']!);
    const parts = [
      segment(0xed, 'Photoshop 3.0\0', SECRET),
      segment(0xfe, SECRET),
      segment(0xe4, 'other\0', SECRET),
    ];
    const { bytes, notes } = await compressImage(withSegments(plain, ...parts), keep);
    for (const part of parts) expect(Buffer.from(bytes).includes(part)).toBe(true);
    expect(notes).toEqual([]);
    const png = await compressImage(withSegments(plain, ...parts), { ifNotSmaller: 'result' });
    expect(png.notes).toEqual([
      'The Photoshop data (IPTC) was dropped.',
      'The comment was dropped.',
      'The APP4 data is not known and was dropped.',
    ]);
  });

  it.each([
    ['an HDR gain map', () => gainMapJpeg()],
    [
      'further views',
      async () =>
        Buffer.concat([
          withSegments(stripMetadata(FILES['turned.jpg']!).bytes, mpf(0x020002)),
          FILES['turned.jpg']!,
        ]),
    ],
    [
      'data after its picture',
      async () => Buffer.concat([stripMetadata(FILES['turned.jpg']!).bytes, Buffer.from(SECRET.repeat(9))]),
    ],
  ])('is not replaced where it holds %s', async (part, make) => {
    const bytes = await make();
    const result = await compressImage(bytes, keep);
    expect(result).toMatchObject({ outcome: 'kept', bytes });
    expect(result.notes[0]).toContain(`The JPEG holds ${part}`);
    expect((await compressImage(bytes, { format: 'png', ifNotSmaller: 'result' })).outcome).toBe(
      'compressed',
    );
  });

  it('tells of a video that goes with its metadata', () => {
    const { bytes: plain } = stripMetadata(FILES['turned.jpg']!);
    const { bytes, notes } = stripMetadata(Buffer.concat([plain, Buffer.from(SECRET.repeat(9))]));
    expect(Buffer.from(bytes).equals(plain)).toBe(true);
    expect(notes).toContain('Data after the end of the picture, such as a video, was dropped.');
  });

  it('is replaced where smaller copies of its picture are all that it holds', async () => {
    const { bytes: plain } = stripMetadata(FILES['turned.jpg']!);
    const bytes = Buffer.concat([withSegments(plain, mpf(0x010001)), plain]);
    expect((await compressImage(bytes, keep)).outcome).toBe('compressed');
  });
});

describe('Content Credentials', () => {
  const DROPPED =
    'The Content Credentials (C2PA) were dropped: they are signed for the bytes of the original.';

  it('are named wherever they are dropped', async () => {
    const { bytes: webp } = stripMetadata(FILES['lossy.webp']!);
    const { bytes: gif } = stripMetadata(FILES['still.gif']!);
    const size = Buffer.from([4, 0, 0, 0]);
    const signed = Buffer.concat([webp, Buffer.from('C2PA'), size, Buffer.from('jumb')]);
    signed.writeUInt32LE(signed.length - 8, 4);
    const at = 13 + 3 * (2 << (gif[10]! & 7));
    const files = [
      FILES['all.jpg']!,
      FILES['flat.png']!,
      signed,
      Buffer.concat([
        gif.subarray(0, at),
        Buffer.from('\x21\xff\x0bC2PA_GIF\x01\0\0\x04jumb\0', 'latin1'),
        gif.subarray(at),
      ]),
    ];
    for (const bytes of files) {
      expect((await decodeImage(bytes)).notes).toContain(DROPPED);
      for (const metadata of ['keep', 'strip'] as const) {
        const result = await compressImage(bytes, { metadata, ifNotSmaller: 'result', format: 'png' });
        expect(result.notes).toContain(DROPPED);
      }
      expect(stripMetadata(bytes).notes).toContain(DROPPED);
    }
  });
});
