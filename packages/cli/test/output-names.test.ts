import { execFile } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { canMount, caseInsensitiveFolder } from './case-insensitive.ts';
import { filesIn, folderWith, kcolors } from './kcolors.ts';

/** Small pictures of many colors, each another one. */
const PICTURES: Record<'one' | 'two' | 'three', Buffer> = {
  one: Buffer.of(),
  two: Buffer.of(),
  three: Buffer.of(),
};

beforeAll(async () => {
  for (const [i, name] of (['one', 'two', 'three'] as const).entries()) {
    const pixels = Uint8Array.from({ length: 32 * 32 * 3 }, (_, at) => (at * (at % (7 + i)) * 31 + at) & 255);
    PICTURES[name] = await sharp(pixels, { raw: { width: 32, height: 32, channels: 3 } })
      .png()
      .toBuffer();
  }
});

/** Writes pictures and returns their folder. */
function picturesIn(cwd: string, files: Record<string, Buffer>): string {
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), bytes);
  }
  return cwd;
}

const quietly = ['-q', '--effort', 'fast'];
const refused = (name: string, input: string) =>
  `kcolors: ${input}: ${name} exists and kcolors did not make it from ${input}: not replaced; --force replaces it\n`;

describe('a name that kcolors chose', () => {
  it('gets the result of other options and of a changed original, and nothing over a file that somebody changed', async () => {
    const cwd = picturesIn(folderWith(), { 'a.png': PICTURES.one });
    const result = join(cwd, 'a.min.png');
    const run = async (...args: string[]) => {
      const { code, err } = await kcolors(['a.png', ...quietly, ...args], { cwd });
      return [code, err];
    };
    const fine = [0, ''];
    expect(await run('-c', '8')).toEqual(fine);
    const first = readFileSync(result);
    const { ino, mtimeMs } = statSync(result);
    expect(await run('-c', '8')).toEqual(fine);
    expect(statSync(result)).toMatchObject({ ino, mtimeMs });
    expect(await run('-c', '4')).toEqual(fine);
    expect(readFileSync(result).equals(first)).toBe(false);
    writeFileSync(join(cwd, 'a.png'), PICTURES.two);
    expect(await run('-c', '8')).toEqual(fine);
    expect((await kcolors(['a.min.png', '--in-place', '-c', '3', ...quietly], { cwd })).code).toBe(0);
    expect(await run('-c', '4')).toEqual(fine);
    const retouched = Buffer.concat([readFileSync(result), Buffer.from('a comment')]);
    writeFileSync(result, retouched);
    expect(await run('-c', '4')).toEqual([1, refused('a.min.png', 'a.png')]);
    expect(readFileSync(result).equals(retouched)).toBe(true);
    expect(await run('-c', '4', '--force')).toEqual(fine);
    expect(readFileSync(result).equals(retouched)).toBe(false);
  });

  it('stops one image of a folder, not the others, when somebody has it', async () => {
    const cwd = picturesIn(folderWith(), {
      'd/photo.png': PICTURES.one,
      'd/photo-2.png': PICTURES.two,
      'd/other.png': PICTURES.three,
    });
    const { code, err } = await kcolors(['d', '--suffix=-2', ...quietly], { cwd });
    expect([code, err]).toEqual([1, refused('d/photo-2.png', 'd/photo.png')]);
    const inFolder = await kcolors(['d/photo.png', '--out', 'd', '--suffix=-2', ...quietly], { cwd });
    expect([inFolder.code, inFolder.err]).toEqual([1, refused('d/photo-2.png', 'd/photo.png')]);
    expect(readFileSync(join(cwd, 'd/photo-2.png'))).toEqual(PICTURES.two);
    expect(filesIn(cwd)).toEqual(['d/other-2.png', 'd/other.png', 'd/photo-2.png', 'd/photo.png']);
    // A file that was named is an input, which no option gives away.
    const named = ['d/photo.png', 'd/photo-2.png', '--suffix=-2', '--force', ...quietly];
    const forced = await kcolors(named, { cwd });
    expect([forced.code, forced.err]).toEqual([
      1,
      'kcolors: d/photo.png: d/photo-2.png is one of the inputs: not replaced; --suffix or --out gives another name\n',
    ]);
    expect(readFileSync(join(cwd, 'd/photo-2.png'))).toEqual(PICTURES.two);
  });

  it('is replaced without a log of results only by the same bytes', async () => {
    const cwd = picturesIn(folderWith(), { 'a.png': PICTURES.one });
    const run = (...args: string[]) =>
      kcolors(['.', ...quietly, ...args], { cwd, env: { KCOLORS_STATE: '' } });
    for (const [colors, expected] of [
      ['8', 0],
      ['8', 0],
      ['4', 1],
    ] as const) {
      expect((await run('-c', colors)).code).toBe(expected);
    }
    expect(filesIn(cwd)).toEqual(['a.min.png', 'a.png']);
  });

  it('is that of a segment, too', async () => {
    const cwd = picturesIn(folderWith(), { 'd/a.png': PICTURES.one });
    const run = (...args: string[]) =>
      kcolors(['segments', 'd', '-c', '2', '-o', 'd/parts', ...args], { cwd });
    const first = await run();
    const files = filesIn(cwd);
    const second = await run();
    expect([first.code, second.code, second.err]).toEqual([0, 0, '']);
    expect(filesIn(cwd)).toEqual(files);
    const part = files.find((name) => /parts\/a-1-/.test(name))!;
    writeFileSync(join(cwd, part), PICTURES.two);
    const third = await run();
    expect([third.code, third.err]).toEqual([1, refused(part, 'd/a.png')]);
    expect(readFileSync(join(cwd, part))).toEqual(PICTURES.two);
    expect((await run('--force')).code).toBe(0);
    expect(readFileSync(join(cwd, part))).not.toEqual(PICTURES.two);
  });
});

describe('a folder for results below the images', () => {
  it('holds no images: no run compresses what another has put there', async () => {
    const cwd = picturesIn(folderWith(), { 'src/a.png': PICTURES.one, 'src/sub/b.png': PICTURES.two });
    for (const [out, colors] of [
      ['src/out', '8'],
      ['src/out', '8'],
      ['src/small', '8'],
      ['src/out', '4'],
    ] as const) {
      const { code, err } = await kcolors(['src', '--out', out, '-c', colors, ...quietly], { cwd });
      expect([code, err]).toEqual([0, '']);
    }
    const names = ['a.png', 'sub/b.png'];
    expect(filesIn(join(cwd, 'src'))).toEqual(
      [...names, ...names.map((name) => `out/${name}`), ...names.map((name) => `small/${name}`)].sort(),
    );
    // A picture that somebody put there came with the folder: it is not replaced.
    writeFileSync(join(cwd, 'src/out/a.png'), PICTURES.three);
    const { code, err } = await kcolors(['src', '--out', 'src/out', ...quietly], { cwd });
    expect([code, err]).toEqual([1, refused('src/out/a.png', 'src/a.png')]);
    expect(readFileSync(join(cwd, 'src/out/a.png'))).toEqual(PICTURES.three);
  });
});

describe('a name that a person gave', () => {
  it.each(['hard', 'symbolic', 'relative'])('is not that of the input: %s link', async (kind) => {
    const cwd = picturesIn(folderWith(), { 'd/a.png': PICTURES.one });
    if (kind === 'hard') linkSync(join(cwd, 'd/a.png'), join(cwd, 'b.png'));
    if (kind === 'symbolic') symlinkSync('d/a.png', join(cwd, 'b.png'));
    if (kind === 'relative') symlinkSync('d', join(cwd, 'e'));
    const out = kind === 'relative' ? 'e/../e/a.png' : 'b.png';
    const { code, err } = await kcolors(['d/a.png', '--out', out, '--force'], { cwd });
    expect([code, err]).toEqual([
      2,
      'kcolors: d/a.png would be written over itself: use --in-place, or another --out\n',
    ]);
    expect(readFileSync(join(cwd, 'd/a.png'))).toEqual(PICTURES.one);
  });

  it('replaces a file of somebody else, but no palette that is read', async () => {
    const cwd = picturesIn(folderWith(), { 'a.png': PICTURES.one, 'b.png': PICTURES.two });
    expect((await kcolors(['a.png', '--out', 'b.png', ...quietly], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, 'b.png'))).not.toEqual(PICTURES.two);
    writeFileSync(join(cwd, 'brand.png'), '#ff0000\n#00ff00\n'); // whatever its name says, a palette
    const { code, err } = await kcolors(['apply', 'brand.png', 'a.png', '--out', 'brand.png'], { cwd });
    expect([code, err]).toEqual([2, 'kcolors: a.png would be written over the palette brand.png\n']);
  });

  it('is no file that standard input or output is redirected to', async () => {
    const cwd = picturesIn(folderWith(), { 'a.png': PICTURES.one, 'b.png': PICTURES.two });
    const program = fileURLToPath(new URL('../dist/kcolors.js', import.meta.url));
    const shell = (line: string) =>
      promisify(execFile)('sh', ['-c', line.replaceAll('kcolors', `"${process.execPath}" "${program}"`)], {
        cwd,
      }).then(
        () => 0,
        (error) => [error.code, error.stderr],
      );
    expect(await shell('kcolors - --out a.png < a.png')).toEqual([
      2,
      'kcolors: standard input would be written over itself: use --in-place, or another --out\n',
    ]);
    expect(await shell('kcolors a.png --out - >> a.png')).toEqual([
      2,
      'kcolors: standard output goes into the input a.png: name another file\n',
    ]);
    expect(await shell('kcolors a.png --out b.png --json >> b.png')).toEqual([
      2,
      'kcolors: standard output and the result of a.png would be one file\n',
    ]);
    expect(readFileSync(join(cwd, 'a.png'))).toEqual(PICTURES.one);
    expect(readFileSync(join(cwd, 'b.png'))).toEqual(PICTURES.two);
  });
});

describe('a report', () => {
  it('replaces an earlier report, but nothing else', async () => {
    const cwd = picturesIn(folderWith(), { 'a.png': PICTURES.one, 'page.html': PICTURES.two });
    const run = (...args: string[]) => kcolors(['a.png', ...quietly, ...args], { cwd });
    const page = join(cwd, 'kcolors-report.html');
    expect((await run('--report')).code).toBe(0);
    const { code, err } = await run('--report');
    expect([code, err]).toEqual([0, '']);
    writeFileSync(page, readFileSync(page, 'utf8').replace('<main>', '<main>My notes.'));
    const changed = readFileSync(page);
    const kept = await run('--report');
    expect([kept.code, kept.err]).toEqual([
      2,
      'kcolors: kcolors-report.html exists and is not an unchanged report of kcolors: not replaced; --force replaces it\n',
    ]);
    expect(readFileSync(page)).toEqual(changed);
    // An image may have the name of a page.
    linkSync(join(cwd, 'page.html'), join(cwd, 'link.html'));
    const over = await run('page.html', '--report', 'link.html', '--force');
    expect([over.code, over.err]).toEqual([
      2,
      'kcolors: the report would be written over the input page.html: name another file for --report\n',
    ]);
    expect(readFileSync(join(cwd, 'page.html'))).toEqual(PICTURES.two);
  });
});

describe.runIf(canMount())('a file system that ignores letter case', () => {
  it('makes one file of two names, which is found before anything is written', async () => {
    const cwd = picturesIn(await caseInsensitiveFolder(), {
      'p/Logo.png': PICTURES.one,
      'p/sub/x.PNG': PICTURES.two,
      'W/photo.PNG': PICTURES.three,
    });
    writeFileSync(join(cwd, 'p/logo.bmp'), await bmpOf(PICTURES.two));
    const before = filesIn(cwd);
    for (const [args, message] of [
      [['p', '--out', 'o'], 'would both be written to'],
      [['p'], 'would both be written to'],
      [['p/sub/x.PNG', '--out', 'P/SUB/X.png'], 'written over itself'],
      [['W', '--out', 'w', '--force'], 'written over itself'],
    ] as const) {
      const { code, err } = await kcolors([...args], { cwd });
      expect([args, code, err]).toEqual([args, 2, expect.stringContaining(message)]);
    }
    expect(filesIn(cwd)).toEqual(before);
    expect(readFileSync(join(cwd, 'W/photo.PNG'))).toEqual(PICTURES.three);
  });

  it('lets everything else work, twice', async () => {
    const cwd = picturesIn(await caseInsensitiveFolder(), {
      'W/photo.PNG': PICTURES.one,
      'W/PHOTO.MIN.png': PICTURES.two,
    });
    for (const run of [1, 2]) {
      const { code, err } = await kcolors(['w', '--out', 'W/Out', ...quietly], { cwd });
      expect([run, code, err]).toEqual([run, 0, '']);
    }
    const { code } = await kcolors(['W/photo.PNG', ...quietly], { cwd });
    expect(code).toBe(1);
    expect(readFileSync(join(cwd, 'W/PHOTO.MIN.png'))).toEqual(PICTURES.two);
    expect(filesIn(cwd)).toEqual([
      'W/Out/PHOTO.MIN.png',
      'W/Out/photo.PNG',
      'W/PHOTO.MIN.png',
      'W/photo.PNG',
    ]);
  });
});

/** A picture as a BMP of 24 bits a pixel. */
async function bmpOf(png: Buffer): Promise<Buffer> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const header = Buffer.alloc(54);
  header.write('BM');
  header.writeUInt32LE(54 + data.length, 2);
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(info.width, 18);
  header.writeInt32LE(info.height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  return Buffer.concat([header, data]);
}
