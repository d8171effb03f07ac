import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PALETTE_FILE_FORMATS, type PaletteFormat, writePalette } from '@kcolors/codecs/palettes';
import { PNG } from 'pngjs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { filesIn, folderWith, kcolors, kcolorsHere, SMALL_PICTURES } from './kcolors.ts';

const COLORS = ['#1d3557', '#a8dadc', '#e63946', '#f1faee'];
const CSS = `:root {\n${COLORS.map((hex, i) => `  --brand-${i}: ${hex};\n`).join('')}}\n`;

/** The colors of a PNG, as another program reads them; those of transparent pixels are one. */
function colorsOf(image: string | Buffer): string[] {
  const { data } = PNG.sync.read(typeof image === 'string' ? readFileSync(image) : image);
  const found = new Set<string>();
  for (let i = 0; i < data.length; i += 4) {
    found.add(data[i + 3] === 0 ? 'transparent' : `#${data.toString('hex', i, i + 3)}`);
  }
  return [...found].sort();
}

/** A folder with a palette of four colors, as CSS, and a photograph. */
function brandAndCoffee(): string {
  const cwd = folderWith({ 'coffee.png': SMALL_PICTURES.coffee });
  writeFileSync(join(cwd, 'brand.css'), CSS);
  return cwd;
}

/** One format of each kind; the tests of codecs read all of them. */
const READABLE: readonly PaletteFormat[] = ['css', 'tokens', 'ase', 'riff'];

describe('kcolors apply', () => {
  it.each(READABLE)('takes %s', async (format) => {
    const cwd = folderWith({ 'disks.png': SMALL_PICTURES.disks });
    const name = `brand${PALETTE_FILE_FORMATS[format].extensions[0]}`;
    writeFileSync(join(cwd, name), writePalette({ colors: COLORS.map((hex) => ({ hex })) }, format));
    const args = ['apply', name, 'disks.png', '-o', 'out.png', '--effort', 'fast'];
    const { code, err } = await kcolors(args, { cwd });
    expect([code, err]).toEqual([0, '']);
    const found = colorsOf(join(cwd, 'out.png'));
    expect(found.length).toBeGreaterThan(2);
    expect([...COLORS, 'transparent']).toEqual(expect.arrayContaining(found));
  });

  it('writes beside the image, with the name of the palette, and leaves the image', async () => {
    const cwd = brandAndCoffee();
    const { code, out, err } = await kcolors(['apply', 'brand.css', 'coffee.png'], { cwd });
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^coffee\.png {2}\d+ kB → .*−\d+ % {2}4 colors {2}→ coffee\.brand\.png\n/);
    expect(filesIn(cwd)).toEqual(['brand.css', 'coffee.brand.png', 'coffee.png']);
    expect(colorsOf(join(cwd, 'coffee.brand.png'))).toEqual(COLORS);
    expect(readFileSync(join(cwd, 'coffee.png'))).toEqual(readFileSync(SMALL_PICTURES.coffee));
    // What it has written is no image to be written again.
    const again = await kcolors(['apply', 'brand.css', '*.png'], { cwd });
    expect(again.out).toContain('coffee.brand.png');
    expect(filesIn(cwd)).toEqual(['brand.css', 'coffee.brand.png', 'coffee.png']);
  });

  it('puts many into a folder or replaces them in place, as compressing does', async () => {
    const cwd = folderWith({ 'a.png': SMALL_PICTURES.coffee, 'b.jpg': SMALL_PICTURES.rocket });
    writeFileSync(join(cwd, 'brand.tokens.css'), CSS);
    const many = await kcolors(['apply', 'brand.tokens.css', 'a.png', 'b.jpg', '-o', 'out', '--json'], {
      cwd,
    });
    expect(many.code).toBe(0);
    const { files, totals } = JSON.parse(many.out);
    expect(totals).toMatchObject({ files: 2, compressed: 2, errors: 0 });
    expect(files[1].palette.map(({ hex }: { hex: string }) => hex).sort()).toEqual(COLORS);
    expect(colorsOf(join(cwd, 'out/a.png'))).toEqual(COLORS);
    expect(colorsOf(join(cwd, 'out/b.png')).every((hex) => COLORS.includes(hex))).toBe(true);
    await kcolors(['apply', 'brand.tokens.css', 'a.png', '--in-place'], { cwd });
    expect(colorsOf(join(cwd, 'a.png'))).toEqual(COLORS);
    expect(filesIn(cwd)).toEqual(['a.png', 'b.jpg', 'brand.tokens.css', 'out/a.png', 'out/b.png']);
  });

  it('writes a larger image where one was asked for, and never over the original', async () => {
    const cwd = folderWith();
    writeFileSync(join(cwd, 'wheel.hex'), COLORS.join('\n'));
    // A gradient that PNG predicts well, and that four dithered colors make a noise of.
    const gradient = Buffer.from({ length: 160 * 160 * 3 } as ArrayLike<number>).map((_, i) => (i / 3) & 255);
    await sharp(gradient, { raw: { width: 160, height: 160, channels: 3 } })
      .png({ compressionLevel: 9, adaptiveFiltering: true })
      .toFile(join(cwd, 'x.png'));
    const before = readFileSync(join(cwd, 'x.png'));
    const inPlace = await kcolors(['apply', 'wheel.hex', 'x.png', '--in-place', '--dither', '1'], { cwd });
    expect(inPlace.code).toBe(0);
    expect(readFileSync(join(cwd, 'x.png')).equals(before)).toBe(true);
    const beside = await kcolors(['apply', 'wheel.hex', 'x.png', '--dither', '1'], { cwd });
    expect(beside.code).toBe(0);
    expect(beside.out).toContain('The PNG is larger than the original');
    expect(readFileSync(join(cwd, 'x.wheel.png')).length).toBeGreaterThan(before.length);
  });

  it('dithers when asked to, in the same colors', async () => {
    const cwd = brandAndCoffee();
    const run = async (...args: string[]) =>
      (await kcolors(['apply', 'brand.css', 'coffee.png', '--effort', 'fast', '-o', '-', ...args], { cwd }))
        .stdout;
    const [plain, none, dithered] = [await run(), await run('--dither', '0'), await run('--dither', '1')];
    expect(plain.equals(none)).toBe(true);
    expect(dithered.equals(plain)).toBe(false);
    expect(colorsOf(dithered)).toEqual(COLORS);
  });

  it('takes the palette or the image from standard input, but not both', async () => {
    const cwd = brandAndCoffee();
    const palette = await kcolors(['apply', '-', 'coffee.png'], { cwd, input: Buffer.from(CSS) });
    expect([palette.code, palette.err]).toEqual([0, '']);
    expect(colorsOf(join(cwd, 'coffee.palette.png'))).toEqual(COLORS);
    const image = await kcolors(['apply', 'brand.css', '-'], {
      cwd,
      input: readFileSync(SMALL_PICTURES.coffee),
    });
    expect(image.stdout.equals(readFileSync(join(cwd, 'coffee.palette.png')))).toBe(true);
    const both = await kcolors(['apply', '-', '-'], { cwd, input: Buffer.from(CSS) });
    expect([both.code, both.err]).toEqual([
      2,
      'kcolors: the palette and the image cannot both come through standard input\n',
    ]);
  });
});

describe('a bad palette', () => {
  const noise = Buffer.from([0x9b, 0x33, 0, 0x9b, 7]);

  it.each([
    ['empty.gpl', '', 'empty.gpl: Expected a palette but received an empty file'],
    ['none.css', 'body { margin: 0 }\n', /^kcolors: none\.css: Expected .* but received .*\n$/],
    [
      'bad.hex',
      '#112233\n#12345g\n',
      /^kcolors: bad\.hex, line 2: Expected a color .* received "#12345g"\n$/,
    ],
    ['bad.css', ':root {\n  --a: #12345g;\n}\n', /^kcolors: bad\.css, line 2: .*#12345g.*\n$/],
    ['other.bin', noise, 'other.bin: Expected a palette file but received bytes that begin with "\\u009b3'],
  ])('%s is told in one line, with its place', async (name, content, message) => {
    const cwd = folderWith({ 'coffee.png': SMALL_PICTURES.coffee });
    writeFileSync(join(cwd, name), content);
    const { code, out, err } = await kcolorsHere(['apply', name, 'coffee.png', '--in-place'], { cwd });
    expect([code, out]).toEqual([1, '']);
    if (typeof message === 'string') expect(err).toContain(`kcolors: ${message}`);
    else expect(err).toMatch(message);
    expect(err.trimEnd()).not.toContain('\n');
    expect(readFileSync(join(cwd, 'coffee.png'))).toEqual(readFileSync(SMALL_PICTURES.coffee));
  });

  it('that was cut off is told with the byte', async () => {
    const cwd = folderWith({ 'coffee.png': SMALL_PICTURES.coffee });
    await kcolors(['palette', 'coffee.png', '-c', '4', '-o', 'brand.ase'], { cwd });
    writeFileSync(join(cwd, 'cut.ase'), readFileSync(join(cwd, 'brand.ase')).subarray(0, 40));
    const { code, err } = await kcolorsHere(['apply', 'cut.ase', 'coffee.png'], { cwd });
    expect(code).toBe(1);
    expect(err).toMatch(/^kcolors: cut\.ase, byte \d+: Expected .* but received .*the end of the file\n$/);
  });

  it.each([
    [['missing.ase', 'coffee.png'], 1, 'kcolors: missing.ase: no such file or folder\n'],
    [['.', 'coffee.png'], 1, 'kcolors: .: is a folder\n'],
    [['brand.css'], 2, "kcolors: missing required argument 'images'\n"],
    [['brand.css', 'coffee.png', '-o', 'x.jpg'], 2, 'kcolors: a JPEG has no palette: expected .png'],
    [['brand.css', 'coffee.png', '-c', '4'], 2, "kcolors: unknown option '-c'\n"],
    [['brand.css', 'missing.png'], 1, 'kcolors: missing.png: no such file or folder\n'],
  ])('%j ends with an error', async (args, expected, message) => {
    const cwd = brandAndCoffee();
    const { code, err } = await kcolorsHere(['apply', ...args], { cwd });
    expect(code).toBe(expected);
    expect(err).toContain(message);
    expect(filesIn(cwd)).toEqual(['brand.css', 'coffee.png']);
  });
});
