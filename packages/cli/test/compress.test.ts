import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { filesIn, folderWith, kcolors, kcolorsHere, PICTURES, SMALL_PICTURES } from './kcolors.ts';

const PNG_COLOR_TYPE = 25; // offset in the file
const colorsOf = (png: Buffer) => {
  const { data } = PNG.sync.read(png);
  return new Set(new Uint32Array(data.buffer, data.byteOffset, data.length / 4)).size;
};

describe('kcolors FILE', () => {
  it('writes an indexed PNG beside the original, smaller, with as many colors as asked for', async () => {
    const cwd = folderWith({ 'coffee.png': PICTURES.coffee });
    const { code, out, err } = await kcolors(['coffee.png', '-c', '8'], { cwd });
    expect([code, err]).toEqual([0, '']);
    expect(filesIn(cwd)).toEqual(['coffee.min.png', 'coffee.png']);
    const result = readFileSync(join(cwd, 'coffee.min.png'));
    expect(result[PNG_COLOR_TYPE]).toBe(3);
    expect(colorsOf(result)).toBe(8);
    expect(out).toMatch(
      /^coffee\.png {2}467 kB → \d+ kB {2}−\d+ % {2}8 colors {2}→ coffee\.min\.png\n {2}#[0-9a-f]{6}/,
    );
    expect(out).not.toContain('\u001b'); // no colors where there is no terminal
    expect(readFileSync(join(cwd, 'coffee.png'))).toEqual(readFileSync(PICTURES.coffee));
  });

  it('looks like the original', async () => {
    const cwd = folderWith({ 'coffee.png': PICTURES.coffee });
    await kcolors(['compress', 'coffee.png', '-c', '64'], { cwd });
    const [one, other] = ['coffee.png', 'coffee.min.png'].map(
      (name) => PNG.sync.read(readFileSync(join(cwd, name))).data,
    );
    let error = 0;
    for (let i = 0; i < one!.length; i++) error += (one![i]! - other![i]!) ** 2;
    expect(10 * Math.log10(255 ** 2 / (error / (one!.length * 0.75)))).toBeGreaterThan(32);
  });

  it('gives the same bytes every time, whatever the locale, the zone and the number of jobs', async () => {
    const cwd = folderWith({ 'a.png': SMALL_PICTURES.disks, 'b.png': SMALL_PICTURES.coffee });
    await kcolors(['a.png', 'b.png', '--out', 'one', '-j', '1'], { cwd });
    await kcolors(['a.png', 'b.png', '--out', 'two', '-j', '2'], {
      cwd,
      env: { LC_ALL: 'tr_TR.UTF-8', TZ: 'Asia/Tokyo' },
    });
    for (const name of ['a.png', 'b.png']) {
      expect(readFileSync(join(cwd, 'one', name))).toEqual(readFileSync(join(cwd, 'two', name)));
    }
  });

  it.each(['webp', 'gif', 'jpeg', 'png'] as const)('writes %s', async (format) => {
    const cwd = folderWith({ 'disks.png': SMALL_PICTURES.disks });
    const { code } = await kcolors(['disks.png', '--format', format], { cwd });
    const extension = format === 'jpeg' ? 'jpg' : format;
    const { format: written, width } = await sharp(join(cwd, `disks.min.${extension}`)).metadata();
    expect([code, written, width]).toEqual([0, format, 270]);
  });

  it('takes the format from the name of --out, and warns when a conversion is larger', async () => {
    const cwd = folderWith({ 'rocket.jpg': PICTURES.rocket });
    const { code, out } = await kcolors(
      ['rocket.jpg', '-c', '256', '--dither', '1', '--out', 'deep/er/rocket.gif'],
      { cwd },
    );
    expect(code).toBe(0);
    expect((await sharp(join(cwd, 'deep/er/rocket.gif')).metadata()).format).toBe('gif');
    expect(out).toContain('The GIF is larger than the original: 113 kB became');
  });

  it('re-encodes a JPEG as a JPEG with --format keep', async () => {
    const cwd = folderWith({ 'rocket.jpg': PICTURES.rocket });
    await kcolors(['rocket.jpg', '--format', 'keep', '--quality', '40'], { cwd });
    const { format } = await sharp(join(cwd, 'rocket.min.jpg')).metadata();
    expect(format).toBe('jpeg');
    expect(statSync(join(cwd, 'rocket.min.jpg')).size).toBeLessThan(112_525);
  });
});

describe('kcolors --quality', () => {
  it.each(['good', '60'])(
    'finds how many colors a visual quality needs, and says so: %s',
    async (quality) => {
      const cwd = folderWith({ 'coffee.png': SMALL_PICTURES.coffee });
      const args = quality === 'good' ? ['--quality', quality] : ['--quality', quality, '--effort', 'fast'];
      const { code, out, err } = await kcolors(['coffee.png', ...args], { cwd });
      expect([code, err]).toEqual([0, '']);
      const said = out.match(/ {2}(\d+) colors chosen {2}quality score (\d+) of 100 {2}→/);
      const [colors, score] = said!.slice(1).map(Number);
      expect(colorsOf(readFileSync(join(cwd, 'coffee.min.png')))).toBe(colors);
      expect(score).toBeGreaterThanOrEqual(quality === 'good' ? 82 : 60);
      expect(score).toBeLessThan(quality === 'good' ? 88 : 66);
    },
  );

  it('takes --colors as the most, and says what they do not reach, also as JSON', async () => {
    const cwd = folderWith({ 'coffee.png': SMALL_PICTURES.coffee });
    const { out } = await kcolors(['coffee.png', '--quality', 'good', '-c', '20', '--json'], { cwd });
    const [{ colors, qualityScore, notes }] = JSON.parse(out).files;
    expect(qualityScore).toMatchObject({ colors: 20, target: 82, reached: false });
    const score = Math.floor(qualityScore.score);
    expect(qualityScore.text).toBe(`quality score ${score} of 100`);
    expect([colors, notes]).toEqual([
      20,
      [`With 20 colors the quality score is about ${score}, below the target of 82.`],
    ]);
  });

  it('is the quality of a JPEG, too', async () => {
    const cwd = folderWith({ 'rocket.jpg': SMALL_PICTURES.rocket, 'disks.png': SMALL_PICTURES.disks });
    const options = ['--format', 'keep', '--effort', 'fast', '--out', 'small', '--quality'];
    const { out } = await kcolors(['rocket.jpg', 'disks.png', ...options, '40'], { cwd });
    expect(out).toMatch(/rocket\.jpg {2}[\d.]+ kB → [\d.]+ kB {2}−\d+ % {2}quality score \d+ of 100 {2}→/);
    expect(out).toMatch(/disks\.png .* colors chosen {2}quality score/);
    const { size } = statSync(join(cwd, 'small', 'rocket.jpg'));
    await kcolors(['rocket.jpg', ...options, '80'], { cwd });
    expect(statSync(join(cwd, 'small', 'rocket.jpg')).size).toBeGreaterThan(size);
  });

  it('says nothing of quality scores where no quality was requested', async () => {
    const cwd = folderWith({ 'disks.png': SMALL_PICTURES.disks });
    const { out } = await kcolors(['disks.png', '--json'], { cwd });
    expect(out).not.toContain('"qualityScore"');
  });

  it.each(['best', '0', '101', '7.5', ''])('refuses "%s"', async (quality) => {
    const cwd = folderWith({ 'disks.png': SMALL_PICTURES.disks });
    const { code, err } = await kcolorsHere(['disks.png', '--quality', quality], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('Expected lossless-look, good, small, or an integer between 1 and 100.');
  });
});

describe('many inputs', () => {
  it('keeps the structure of a folder, and leaves out what is not an image', async () => {
    const cwd = folderWith();
    const { mkdirSync, copyFileSync } = await import('node:fs');
    for (const folder of ['in/sub', 'in/node_modules', 'in/.hidden']) {
      mkdirSync(join(cwd, folder), { recursive: true });
      copyFileSync(PICTURES.disks, join(cwd, folder, 'x.PNG'));
    }
    copyFileSync(PICTURES.rocket, join(cwd, 'in/b.jpeg'));
    writeFileSync(join(cwd, 'in/notes.txt'), 'no image');
    const { code, out } = await kcolors(['in', '--out', 'small'], { cwd });
    expect(code).toBe(0);
    expect(filesIn(join(cwd, 'small'))).toEqual(['b.png', 'sub/x.PNG']);
    expect(out).toMatch(/2 files {2}184 kB → /);
  });

  it('expands patterns itself, and leaves out its own results the next time', async () => {
    const cwd = folderWith({ 'a.png': SMALL_PICTURES.disks });
    await kcolors(['*.png', '--effort', 'fast'], { cwd });
    const { code } = await kcolors(['*.png', '--effort', 'fast'], { cwd });
    expect(code).toBe(0);
    const named = await kcolors(['a.png', 'a.min.png'], { cwd });
    expect(named.err).toBe('a.min.png is the result of an earlier run: left alone\n');
    expect(filesIn(cwd)).toEqual(['a.min.png', 'a.png']);
  });

  it('goes on after a bad file, with one line that names it', async () => {
    const cwd = folderWith({ 'good.png': SMALL_PICTURES.disks });
    writeFileSync(join(cwd, 'empty.png'), '');
    writeFileSync(join(cwd, 'cut.png'), readFileSync(SMALL_PICTURES.disks).subarray(0, 20_000));
    const { code, out, err } = await kcolors(['empty.png', 'missing.png', 'cut.png', 'good.png', '*.webp'], {
      cwd,
    });
    expect(code).toBe(1);
    const lines = err.trimEnd().split('\n').sort();
    expect(lines.map((line) => line.split(':').slice(0, 2).join(':'))).toEqual([
      'kcolors: *.webp',
      'kcolors: empty.png',
      'kcolors: missing.png',
    ]);
    expect(lines[2]).toBe('kcolors: missing.png: no such file or folder');
    expect(err).not.toMatch(/\.js:\d|\n\s+at /);
    expect(out).toContain('good.png');
    expect(out).toContain('The file is truncated and pixels are missing: the original was kept.');
    expect(filesIn(cwd)).toContain('good.min.png');
  });

  it('says it when a folder holds no image', async () => {
    const { code, err } = await kcolorsHere(['.'], { cwd: folderWith() });
    expect([code, err]).toEqual([
      1,
      'kcolors: .: the folder holds no png, apng, jpg, jpeg, jpe, jfif, pjpeg, pjp, webp, gif, bmp, dib, tif, tiff, ico or cur file\n',
    ]);
  });

  it('writes nothing at all when two results would get one name', async () => {
    const cwd = folderWith({ 'x.png': SMALL_PICTURES.disks, 'x.jpg': SMALL_PICTURES.rocket });
    const { code, err } = await kcolorsHere(['x.png', 'x.jpg'], { cwd });
    expect([code, err]).toEqual([
      2,
      `kcolors: x.png and x.jpg would both be written to ${join(cwd, 'x.min.png')}\n`,
    ]);
    expect(filesIn(cwd)).toEqual(['x.jpg', 'x.png']);
    expect((await kcolorsHere(['x.png', '--out', '.'], { cwd })).code).toBe(2);
  });
});

describe('programs as readers', () => {
  it('get one JSON document', async () => {
    const cwd = folderWith({ 'disks.png': PICTURES.disks });
    const { code, out } = await kcolors(['disks.png', 'missing.png', '--json', '-c', '4'], { cwd });
    const { files, totals } = JSON.parse(out);
    expect(code).toBe(1);
    const done = files.find((file: { status: string }) => file.status === 'compressed');
    expect(done).toMatchObject({
      input: 'disks.png',
      format: 'png',
      width: 438,
      height: 438,
      bytesBefore: 71_042,
      colors: 4,
    });
    expect(done.output).toBe(join(cwd, 'disks.min.png'));
    expect(done.bytesAfter).toBe(statSync(done.output).size);
    expect(done.palette.reduce((sum: number, { share }: { share: number }) => sum + share, 0)).toBeCloseTo(
      1,
      4,
    );
    expect(files).toContainEqual({
      input: 'missing.png',
      output: null,
      status: 'error',
      error: 'no such file or folder',
    });
    expect(totals).toMatchObject({ files: 2, compressed: 1, errors: 1 });
  });

  it('get the image on standard output, and the report on standard error', async () => {
    const cwd = folderWith();
    const { code, stdout, err } = await kcolors(['-', '--colors', '8'], {
      cwd,
      input: readFileSync(SMALL_PICTURES.disks),
    });
    expect(code).toBe(0);
    expect(colorsOf(stdout)).toBe(8);
    expect(err).toMatch(/standard input {2}[\d.]+ kB →/);
    expect(filesIn(cwd)).toEqual([]);
    const bad = await kcolors(['-'], { cwd, input: Buffer.from('no image') });
    expect([bad.code, bad.stdout.length]).toEqual([1, 0]);
    expect(bad.err).toMatch(/^kcolors: standard input: Expected PNG, JPEG, WebP, GIF, BMP, TIFF or ICO/);
  });

  it('look like the image, or have the least error when asked to', async () => {
    const cwd = folderWith({ 'coffee.png': SMALL_PICTURES.coffee });
    const run = async (...args: string[]) =>
      (await kcolors(['coffee.png', '-o', '-', '--effort', 'fast', ...args], { cwd })).stdout;
    const perceptual = await run();
    expect(colorsOf(perceptual)).toBe(16);
    expect(perceptual.equals(await run('--objective', 'perceptual', '--space', 'oklab'))).toBe(true);
    const byError = await run('--objective', 'mse');
    expect(perceptual.equals(byError)).toBe(false);
    expect(byError.equals(await run('--space', 'srgb'))).toBe(true);
  });

  it('get smaller with --rate, the more the higher it is', async () => {
    const cwd = folderWith({ 'coffee.png': PICTURES.coffee });
    const size = async (...args: string[]) =>
      (await kcolors(['coffee.png', '-o', '-', '-c', '64', '--effort', 'fast', ...args], { cwd })).stdout
        .length;
    const [plain, half, most] = [await size(), await size('--rate'), await size('--rate', '1')];
    expect(half).toBe(await size('--rate', '0.5'));
    expect(half).toBeLessThan(0.8 * plain);
    expect(most).toBeLessThan(0.8 * half);
  });

  it('get a palette over several images', async () => {
    const cwd = folderWith({ 'a.png': SMALL_PICTURES.disks, 'b.jpg': SMALL_PICTURES.rocket });
    const run = async (...args: string[]) =>
      (await kcolors(['palette', 'a.png', 'b.jpg', '-c', '5', ...args], { cwd })).out;
    expect(await run()).toMatch(/^(#[0-9a-f]{6,8}\n){5}$/);
    expect(await run('--format', 'css')).toMatch(/^:root \{\n {2}--color-[a-z-]+: #[0-9a-f]+;\n/);
    expect(await run('--format', 'css', '--no-names')).toMatch(/^:root \{\n {2}--color-1: #[0-9a-f]+;\n/);
    const { colors } = JSON.parse(await run('--format', 'json'));
    expect(colors).toHaveLength(5);
    expect(colors.reduce((sum: number, { share }: { share: number }) => sum + share, 0)).toBeCloseTo(1, 4);
    expect(filesIn(cwd)).toEqual(['a.png', 'b.jpg']);
  });
});
