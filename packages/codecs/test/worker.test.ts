import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import {
  CodecError,
  type CompressOptions,
  compressImage,
  decodeImage,
  type PreviewPicture,
  previewFile,
} from '@kcolors/codecs';
import { type CodecsConnection, openCodecsPool, startCodecs } from '@kcolors/codecs/worker';
import { addImage, createHistogram, extractPalette, QuantizeError, shrink } from '@kcolors/core';
import { extractColors } from '@kcolors/core/palette';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleWorker } from './helpers/bundle-worker.ts';
import { readFiles, readSmallFiles } from './helpers/files.ts';
import { largestDifference } from './helpers/independent-decoders.ts';

const folder = mkdtempSync(join(tmpdir(), 'kcolors-worker-'));
const script = join(folder, 'worker.cjs');
let files: Awaited<ReturnType<typeof readSmallFiles>>;
/** A photograph that takes a while. */
let large: Uint8Array;
let worker: Worker;
let codecs: CodecsConnection;

beforeAll(async () => {
  files = await readSmallFiles();
  large = (await readFiles()).jpeg;
  writeFileSync(script, await bundleWorker());
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  const started = once(process, 'worker');
  codecs = await startCodecs({ file: script });
  [worker] = await started;
});
afterEach(() => codecs.close());

const aborted = (text: RegExp) =>
  expect.objectContaining({ name: 'AbortError', message: expect.stringMatching(text) });

/** Jobs that between them read and write every format. */
const JOBS: readonly [keyof Awaited<ReturnType<typeof readSmallFiles>>, CompressOptions][] = [
  ['png', { quantize: { maxColors: 12, fixedColors: Uint8Array.of(255, 0, 0, 255) } }],
  ['png with metadata', { metadata: 'strip', effort: 'fast' }],
  ['translucent png', { format: 'webp', quantize: { space: 'oklab' }, effort: 'fast' }],
  ['translucent png', { format: 'gif', quantize: { maxColors: 9, dither: 1 }, ifNotSmaller: 'result' }],
  ['jpeg', { format: 'keep', jpegQuality: 60 }],
  ['jpeg', { format: 'keep', jpegQuality: 99 }], // kept
  ['webp', { quantize: { maxColors: 100 }, effort: 'fast' }],
  ['gif', {}],
  ['bmp', {}],
  ['animated gif', {}],
];

describe('a file', () => {
  it('gives the bytes of compressImage, and what is said of them', async () => {
    const results = await Promise.all(JOBS.map(([name, options]) => codecs.compress(files[name], options)));
    for (const [i, [name, options]] of JOBS.entries()) {
      const { pixels: _, ...expected } = await compressImage(files[name], options);
      const { bytes, ...said } = results[i]!;
      expect(Buffer.from(bytes).equals(expected.bytes), `${name} ${i}`).toBe(true);
      expect(said).toEqual({ ...expected, bytes: undefined });
    }
    expect(files.png.byteLength).toBeGreaterThan(0); // it is still ours
  });

  it('is handed over on request, unless it is a part of something larger', async () => {
    const expected = await compressImage(files.png);
    const whole = new Uint8Array(files.png);
    const part = new Uint8Array([0, ...whole]).subarray(1);
    for (const bytes of [whole, part]) {
      const { bytes: compressed } = await codecs.compress(bytes, {}, { transfer: true });
      expect(Buffer.from(compressed).equals(expected.bytes)).toBe(true);
    }
    expect([whole.length, part.length]).toEqual([0, files.png.length]);
    const session = await codecs.open(new Uint8Array(files.png), {}, { transfer: true });
    expect(await session.compress()).toMatchObject({ bytesBefore: files.png.length });
  });

  it('comes with its pixels when they are asked for', async () => {
    expect(await codecs.compress(files.png)).not.toHaveProperty('image');
    for (const name of ['png', 'animated gif'] as const) {
      const { pixels } = await compressImage(files[name]);
      const { image } = await codecs.compress(files[name], {}, { pixels: true });
      expect([image!.width, image!.height]).toEqual([pixels.result.width, pixels.result.height]);
      expect(largestDifference(image!.data, pixels.result.data)).toBe(0);
    }
  });

  it('is previewed as it is here', async () => {
    for (const name of ['png', 'animated gif', 'jpeg'] as const) {
      const options = { format: 'keep', quantize: { maxColors: 8 } } as const;
      const { file, ...said } = await codecs.preview(files[name], options);
      const { file: expected, ...theirs } = await previewFile(files[name], options);
      expect(said).toEqual(theirs);
      expect(Buffer.from(file).equals(expected), name).toBe(true);
    }
    await expect(codecs.preview(Uint8Array.of(1, 2, 3))).rejects.toThrow(CodecError);
    await expect(codecs.preview(files.png, {}, { signal: AbortSignal.abort('never') })).rejects.toBe('never');
  });

  it('tells how far it is', async () => {
    const seen: [string, number][] = [];
    await codecs.compress(files.png, {}, { onProgress: ({ stage, done }) => seen.push([stage, done]) });
    const done = seen.map(([, share]) => share);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect([done[0], done.at(-1)]).toEqual([0, 1]);
    expect([...new Set(seen.map(([stage]) => stage))]).toEqual(['decode', 'quantize', 'encode']);
  });

  it('stops when it is told to: at once here, at its next step there', async () => {
    const controller = new AbortController();
    const options = { quantize: { maxColors: 256, effort: 'best' } } as const;
    let later = 0;
    const onProgress = ({ stage }: { stage: string }) => {
      if (controller.signal.aborted) later++;
      if (stage === 'quantize') controller.abort('enough');
    };
    const running = codecs.compress(large, options, { signal: controller.signal, onProgress });
    const waiting = codecs.compress(large, options, { signal: controller.signal });
    const next = codecs.compress(files['animated gif']);
    expect(await Promise.allSettled([running, waiting])).toEqual([
      { status: 'rejected', reason: 'enough' },
      { status: 'rejected', reason: 'enough' },
    ]);
    expect((await next).outcome).toBe('kept');
    expect(later).toBe(0);
    const never = AbortSignal.abort('never');
    await expect(codecs.compress(files.png, {}, { signal: never })).rejects.toBe('never');
    await expect(
      codecs.compress(
        files.png,
        {},
        {
          onProgress: () => {
            throw new Error('the listener');
          },
        },
      ),
    ).rejects.toThrow('the listener');
  });

  it('fails as it fails here', async () => {
    const truncated = files.png.subarray(0, 30);
    const cases: [Uint8Array, unknown][] = [
      [new Uint8Array(0), {}],
      [truncated, {}],
      [files.png, { quality: 0 }],
      [files.png, { maxPixels: 100 }],
      [files.png, { quantize: { maxColors: 0 } }],
      [files.png, { quantize: { fixedColors: Uint8Array.of(1) } }],
    ];
    for (const [bytes, options] of cases) {
      const expected = await compressImage(bytes, options as CompressOptions).catch((error) => error);
      const error = await codecs.compress(bytes, options as CompressOptions).catch((reason) => reason);
      expect(error).toBeInstanceOf(expected instanceof CodecError ? CodecError : QuantizeError);
      expect({ ...error, message: error.message, stack: '' }).toEqual({
        ...expected,
        message: expected.message,
        stack: '',
      });
    }
    const unsendable = { quantize: { maxColors: () => 3 } } as unknown as CompressOptions;
    await expect(codecs.compress(files.png, unsendable)).rejects.toThrow(/could not be cloned/);
    expect((await codecs.compress(files.gif)).format).toBe('gif');
  });
});

describe('a session', () => {
  it('opens, previews and compresses as one here', async () => {
    for (const name of ['translucent png', 'png', 'animated gif'] as const) {
      const session = await codecs.open(files[name], { maxPreviewPixels: 20_000 });
      const { pixels } = await compressImage(files[name]);
      const { width, height, bytesBefore, original, previewImage } = session;
      expect([width, height, bytesBefore]).toEqual([
        pixels.original.width,
        pixels.original.height,
        files[name].length,
      ]);
      expect(largestDifference(original.image.data, pixels.original.data)).toBe(0);
      expect(previewImage.width * previewImage.height).toBeLessThanOrEqual(20_000);
      for (const options of [
        { effort: 'fast' },
        { effort: 'fast', quantize: { maxColors: 5, space: 'oklab' } },
        { effort: 'fast', format: 'keep' },
        { effort: 'fast', quality: 60 },
      ] as const) {
        const { qualityScore: wanted, pixels: seen, ...expected } = await compressImage(files[name], options);
        for (let times = 0; times < ('quality' in options ? 2 : 1); times++) {
          const shown = await session.preview(options);
          expect(shown!.image.data.length).toBe(previewImage.data.length);
          const { bytes, image, deltaE, qualityScore, ...said } = await session.compress(options);
          expect(qualityScore).toEqual(wanted ?? qualityScore);
          expect(Buffer.from(bytes).equals(expected.bytes)).toBe(true);
          expect(said).toEqual({ ...expected, bytes: undefined });
          expect(largestDifference(image.data, seen.result.data)).toBe(0);
          expect(deltaE).toBeGreaterThanOrEqual(0);
        }
      }
      session.close();
    }
  });

  it('sends no larger pictures than are shown, and the same bytes', async () => {
    const { pixels, ...expected } = await compressImage(files.png);
    const { width, height } = pixels.original;
    const session = await codecs.open(files.png, { shownPixels: 5000, maxPreviewPixels: 20_000 });
    expect([session.width, session.height]).toEqual([width, height]);
    expect(session.previewImage.data.length).toBeGreaterThan(4 * 5000);
    const { bytes, image } = await session.compress();
    expect(Buffer.from(bytes).equals(expected.bytes)).toBe(true);
    for (const [sent, whole] of [
      [session.original.image, pixels.original],
      [image, pixels.result],
    ] as const) {
      const small = shrink(whole, 5000);
      expect([sent.width, sent.height]).toEqual([small.width, small.height]);
      expect(largestDifference(sent.data, small.data)).toBe(0);
      expect(sent.data.length).toBeLessThanOrEqual(4 * 5000);
    }
    expect((await session.preview())!.image.data.length).toBe(session.previewImage.data.length); // nothing was given away
  });

  it('of previews that come while one runs only the last is made', async () => {
    const session = await codecs.open(files.png);
    const asked = [3, 4, 5, 6].map((maxColors) => session.preview({ quantize: { maxColors } }));
    const shown = await Promise.all(asked);
    expect(shown.map((each) => each?.palette.length)).toEqual([3, undefined, undefined, 6]);
    // What was asked for counts, not what became of the options since.
    const quantize = { maxColors: 3 };
    const [, later] = [session.preview(), session.preview({ quantize })];
    quantize.maxColors = 9;
    expect((await later)?.palette.length).toBe(3);
  });

  it('a preview tells its picture before the rest', async () => {
    const session = await codecs.open(files.png);
    const pictures: PreviewPicture[] = [];
    const onPicture = (picture: PreviewPicture) => void pictures.push(picture);
    const shown = await session.preview({ quantize: { maxColors: 5 } }, { onPicture });
    expect(pictures).toEqual([{ image: shown!.image, palette: shown!.palette }]);
    const failing = () => {
      throw new Error('It cannot be shown.');
    };
    await expect(session.preview({}, { onPicture: failing })).rejects.toThrow('It cannot be shown.');
    session.close();
  });

  it('a preview ends a compression, and is there before that would have been', async () => {
    const session = await codecs.open(large);
    const heard: string[] = [];
    let ending: Promise<unknown> | undefined;
    await new Promise<void>((begun) => {
      const onProgress = ({ stage }: { stage: string }) => {
        heard.push(stage);
        begun();
      };
      const options = { effort: 'best', quantize: { maxColors: 256, effort: 'best' } } as const;
      ending = session.compress(options, { onProgress }).catch((error) => error);
    });
    const shown = await session.preview({ quantize: { maxColors: 4 } });
    expect(await ending).toEqual(aborted(/later call/));
    expect(shown?.palette).toHaveLength(4);
    expect(heard).not.toContain('encode');
    const other = session.compress().catch((error) => error);
    expect((await session.compress({ format: 'keep' })).format).toBe('jpeg');
    expect(await other).toEqual(aborted(/later call/));
  });

  it('stops when it is told to, and goes on', async () => {
    const session = await codecs.open(files.png);
    const controller = new AbortController();
    const stopped = session.compress({}, { signal: controller.signal });
    const waiting = session.preview(); // ends it
    controller.abort('enough');
    await expect(stopped).rejects.toEqual(aborted(/later call/));
    expect((await waiting)?.palette).toHaveLength(16);
    const second = new AbortController();
    const listener = { signal: second.signal, onProgress: () => second.abort('enough') };
    await expect(session.compress({}, listener)).rejects.toBe('enough');
    expect((await session.compress()).outcome).toBe('compressed');
    const opening = codecs.open(large, {}, { signal: AbortSignal.timeout(1) });
    await expect(opening).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('refuses what one here refuses, and goes on', async () => {
    await expect(codecs.open(new Uint8Array(9))).rejects.toThrow(CodecError);
    await expect(codecs.open(files.png, { maxPreviewPixels: 0 })).rejects.toThrow(QuantizeError);
    const session = await codecs.open(files.png);
    await expect(session.preview({ quality: 0 })).rejects.toThrow(CodecError);
    await expect(session.preview({ quantize: { maxColors: 0 } })).rejects.toThrow(QuantizeError);
    await expect(session.compress({ quantize: { dither: 3 } })).rejects.toThrow(QuantizeError);
    const unsendable = { format: () => 'png' } as unknown as CompressOptions;
    await expect(session.preview(unsendable)).rejects.toThrow(/could not be cloned/);
    expect((await session.preview())?.palette).toHaveLength(16);
  });

  it('closed, it rejects its calls; others go on', async () => {
    const [session, other] = [await codecs.open(files.png), await codecs.open(files.gif)];
    const calls = [session.preview(), session.preview()];
    session.close();
    session.close();
    const late = [session.preview(), session.compress()];
    for (const call of await Promise.allSettled([...calls, ...late])) {
      expect(call).toEqual({ status: 'rejected', reason: aborted(/session is closed/) });
    }
    expect((await other.compress()).format).toBe('gif');
  });
});

describe('the end of a connection', () => {
  it('ends all that is not done, even what cannot be stopped, and the worker', async () => {
    const session = await codecs.open(files.png);
    const exited = new Promise((resolve) => worker.on('exit', resolve));
    const calls = () =>
      Promise.allSettled([
        session.compress({ effort: 'best' }),
        session.preview(),
        codecs.compress(large, { effort: 'best' }),
        codecs.open(files.png),
      ]);
    const running = calls();
    codecs.close();
    await exited;
    for (const call of [...(await running), ...(await calls())]) {
      expect(call).toEqual({ status: 'rejected', reason: aborted(/closed|later call/) });
    }
  });

  it('a worker that fails is an error of all calls', async () => {
    for (const strange of [null, 'hello', { type: 'dance' }]) worker.postMessage(strange);
    const session = await codecs.open(files.gif);
    const running = [session.preview(), codecs.compress(files.png)];
    await worker.terminate();
    const lost = { message: 'The thread that did this job ended' };
    expect(await codecs.thread.ended).toMatchObject(lost);
    for (const call of await Promise.allSettled([...running, session.preview(), session.compress()])) {
      expect(call).toMatchObject({ status: 'rejected', reason: lost });
    }
  });

  it('a script that fails is an error of the start', async () => {
    const broken = join(folder, 'broken.cjs');
    writeFileSync(broken, 'throw new RangeError("no worker today")');
    await expect(startCodecs({ file: broken })).rejects.toThrow('no worker today');
    await expect(startCodecs({ file: join(folder, 'none.cjs') })).rejects.toThrow(/Cannot find module/);
    const silent = join(folder, 'silent.cjs');
    writeFileSync(silent, 'setInterval(() => {}, 1000)');
    const starting = startCodecs({ file: silent }, AbortSignal.timeout(100));
    await expect(starting).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

describe('a pool', () => {
  it('goes on after an abort and after a thread that ended by itself', async () => {
    const pool = openCodecsPool({ file: script }, { size: () => 1 });
    const compress = () => pool.use((connection) => connection.compress(files.gif));
    const controller = new AbortController();
    const aborted = pool.use(
      (connection) =>
        connection.compress(files.png, { effort: 'best' }, { onProgress: () => controller.abort('enough') }),
      controller.signal,
    );
    await expect(aborted).rejects.toBe('enough');
    expect((await compress()).format).toBe('gif');
    let thread: Worker;
    process.once('worker', (each) => {
      thread = each;
    });
    const stuck = pool.use(async (connection) => {
      await connection.close(new Error('over'));
      return connection.compress(files.png);
    });
    await expect(stuck).rejects.toThrow('over');
    expect((await compress()).format).toBe('gif');
    const crashing = pool.use((connection) => {
      const running = connection.compress(files.png, { effort: 'best' });
      void thread.terminate();
      return running;
    });
    await expect(crashing).rejects.toThrow('The thread that did this job ended');
    expect((await compress()).format).toBe('gif');
    await pool.close();
    await expect(compress()).rejects.toEqual(expect.objectContaining({ message: 'The pool is closed' }));
  });

  it('gives the memory of a thread back that has nothing to do', async () => {
    const pool = openCodecsPool({ file: script }, { size: () => 2, idle: 1 });
    const [[first], { format }] = await Promise.all([
      once(process, 'worker') as Promise<[Worker]>,
      pool.use((connection) => connection.compress(files.gif)),
    ]);
    expect(format).toBe('gif');
    await once(first, 'exit');
    expect(await pool.use(async (connection) => connection.thread.isOpen)).toBe(true);
    await pool.close();
  });
});

describe('one palette for several files', () => {
  it('is that of core for all their pixels, and can be asked for again', async () => {
    const names = ['png', 'jpeg', 'translucent png'] as const;
    const histogram = createHistogram();
    const gathering = await codecs.gather();
    let pixels = 0;
    for (const name of names) {
      const { image } = await decodeImage(files[name]);
      addImage(histogram, image);
      pixels += image.width * image.height;
      expect(await gathering.add(files[name])).toBe(pixels);
    }
    for (const options of [{ maxColors: 5 }, { maxColors: 9, fixedColors: Uint8Array.of(255, 0, 0, 255) }]) {
      const expected = extractPalette(histogram, options);
      const { palette, paletteBytes } = await gathering.palette(options);
      expect(paletteBytes).toEqual(expected.palette);
      expect(palette.map(({ share }) => share * pixels)).toEqual(
        Array.from(expected.counts, (count) => expect.closeTo(count, 3)),
      );
    }
    gathering.close();
    await expect(gathering.palette()).rejects.toThrow('a session that is open');
    await expect(gathering.mainColors()).rejects.toThrow('a session that is open');
    await expect((await codecs.gather()).add(Uint8Array.of(1, 2, 3))).rejects.toThrow(CodecError);
  });

  it('has the main colors of core, whatever the order of the files', async () => {
    const fixedColors = Uint8Array.of(1, 2, 3, 255);
    const found = [];
    for (const names of [['jpeg', 'png'] as const, ['png', 'jpeg'] as const]) {
      const gathering = await codecs.gather();
      for (const name of names) await gathering.add(files[name], { crisp: true });
      found.push(await gathering.mainColors({ colors: 5, salience: 0.5, fixedColors }));
      gathering.close();
    }
    const images = await Promise.all(
      [files.png, files.jpeg].map(async (file) => (await decodeImage(file)).image),
    );
    const expected = extractColors(images, { colors: 5, salience: 0.5, fixedColors });
    expect(found[0]!.map(({ share }) => share)).toEqual(expected.map(({ share }) => share));
    expect(found[0]!.map(({ hex }) => hex)).toEqual(
      expected.map(({ rgba }) => `#${Buffer.from(rgba.subarray(0, 3)).toString('hex')}`),
    );
    expect(found[1]).toEqual(found[0]);
  });
});
