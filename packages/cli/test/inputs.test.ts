import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findInputs, type InputOptions } from '../src/inputs.ts';
import { readPattern } from '../src/pattern.ts';
import { readRegularFile } from '../src/regular-file.ts';
import { asNobody, folderWith, makePipe } from './kcolors.ts';

/** A folder with empty files; folders are made as they are needed. */
function treeOf(...files: string[]): string {
  const folder = folderWith();
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), '');
  }
  return folder;
}

/** What is found, as paths below `cwd`. */
async function find(cwd: string, args: readonly string[], options?: InputOptions) {
  const found = await findInputs(
    args.map((arg) => join(cwd, arg)),
    options,
  );
  const short = (path: string) => path.slice(cwd.length + 1);
  return {
    files: found.files.map(({ path }) => short(path)),
    relative: found.files.map((file) => file.relative),
    failures: found.failures.map(({ name, message }) => `${short(name)} ${message}`),
    skipped: found.skipped.map(({ name }) => short(name)),
  };
}

const isWindows = process.platform === 'win32';
const isLinux = process.platform === 'linux';

/** Gives a file in a folder a name that is not UTF-8. */
const renameToBytes = (folder: string, from: string, to: string) =>
  renameSync(join(folder, from), Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(to, 'latin1')]));

describe.each([
  ['a folder', 'in'],
  ['a pattern', 'in/**/*.png'],
])('%s', (_, arg) => {
  it('is not stopped by entries that are no pictures, and names each of them once', async () => {
    const cwd = treeOf('in/a.png', 'in/z/b.png', 'in/.hidden/c.png', 'in/node_modules/d.png');
    makePipe(join(cwd, 'in/pipe.png'));
    makePipe(join(cwd, 'in/pipe.txt'));
    symlinkSync('nowhere', join(cwd, 'in/dangling.png'));
    symlinkSync('loop.png', join(cwd, 'in/loop.png'));
    symlinkSync('/dev/zero', join(cwd, 'in/zero.png'));
    const server = createServer().listen(join(cwd, 'in/socket.png'));
    onTestFinished(() => void server.close());
    const { failures, files } = await find(cwd, [arg, arg]);
    expect(files).toEqual(['in/a.png', 'in/z/b.png']);
    expect(failures).toEqual([
      'in/dangling.png is a link that leads nowhere',
      'in/loop.png too many symbolic links',
      'in/pipe.png is a pipe, not a regular file',
      'in/socket.png is a socket, not a regular file',
      'in/zero.png is a device, not a regular file',
    ]);
  });

  it.runIf(isLinux)('names files and folders whose names are not UTF-8', async () => {
    const cwd = treeOf('in/a.png', 'in/1', 'in/2', 'in/3', 'in/sub/e.png');
    renameToBytes(join(cwd, 'in'), '1', 'caf\xe9.png');
    renameToBytes(join(cwd, 'in'), '2', 'caf\xe8.png');
    renameToBytes(join(cwd, 'in'), '3', 'caf\xe9.txt');
    renameToBytes(join(cwd, 'in'), 'sub', 's\xfcb');
    expect(await find(cwd, [arg])).toMatchObject({
      files: ['in/a.png'],
      failures: ['in/caf\\xe8.png', 'in/caf\\xe9.png', 'in/s\\xfcb'].map(
        (name) => `${name} the name is not UTF-8: rename it`,
      ),
    });
  });

  it.skipIf(isWindows)('names a folder without permission', async () => {
    const cwd = treeOf('in/a.png', 'in/locked/b.png', 'in/z.png');
    chmodSync(cwd, 0o755);
    chmodSync(join(cwd, 'in/locked'), 0);
    onTestFinished(() => chmodSync(join(cwd, 'in/locked'), 0o700));
    expect(await asNobody(() => find(cwd, [arg]))).toMatchObject({
      files: ['in/a.png', 'in/z.png'],
      failures: ['in/locked permission denied'],
    });
  });

  it('finds files through links once, under their own name, and enters no linked folder', async () => {
    const cwd = treeOf('in/z.png', 'out/o.png', 'out/deep/p.png');
    symlinkSync('z.png', join(cwd, 'in/a.png'));
    symlinkSync('../out/o.png', join(cwd, 'in/o.png'));
    symlinkSync('../out', join(cwd, 'in/linked'));
    symlinkSync('.', join(cwd, 'in/self'));
    expect(await find(cwd, [arg])).toMatchObject({
      files: ['in/z.png', 'in/o.png'],
      failures: [],
      skipped: ['in/a.png'],
    });
    expect(await find(cwd, [arg], { inPlace: true })).toMatchObject({
      files: ['in/z.png'],
      failures: [],
      skipped: ['in/o.png'],
    });
    expect(await find(cwd, [arg, 'out'], { inPlace: true })).toMatchObject({
      files: ['in/z.png', 'out/deep/p.png', 'out/o.png'],
      skipped: [],
    });
    const followed = await find(cwd, [arg], { inPlace: true, followLinks: true });
    expect(followed).toMatchObject({ failures: [], skipped: [] });
    expect([...followed.files].sort()).toEqual(['in/linked/deep/p.png', 'in/linked/o.png', 'in/z.png']);
  });

  it('finds a file with several names under each', async () => {
    const cwd = treeOf('in/a.png');
    linkSync(join(cwd, 'in/a.png'), join(cwd, 'in/b.png'));
    expect((await find(cwd, [arg])).files).toEqual(['in/a.png', 'in/b.png']);
  });

  it('finds names with line breaks, backslashes and wildcards', async () => {
    const names = ['in/[x]/a.png', 'in/b\\c.png', 'in/line\nbreak/d\n.png'];
    const cwd = treeOf(...names);
    expect((await find(cwd, [arg])).files).toEqual(names);
  });
});

describe('an argument', () => {
  it('that is a link is followed, wherever it leads', async () => {
    const cwd = treeOf('in/a.png', 'out/o.png');
    symlinkSync('../out/o.png', join(cwd, 'in/o.png'));
    symlinkSync('out', join(cwd, 'linked'));
    expect(await find(cwd, ['in/o.png'], { inPlace: true })).toMatchObject({
      files: ['in/o.png'],
      skipped: [],
    });
    expect(await find(cwd, ['linked'], { inPlace: true })).toMatchObject({
      files: ['linked/o.png'],
      skipped: [],
    });
  });

  it('that is no regular file is refused without being opened', async () => {
    const cwd = treeOf('a.png');
    makePipe(join(cwd, 'pipe.png'));
    symlinkSync('pipe.png', join(cwd, 'link.png'));
    symlinkSync('nowhere', join(cwd, 'dangling.png'));
    const { failures, files } = await find(cwd, [
      'a.png',
      'pipe.png',
      'link.png',
      'dangling.png',
      'none.png',
    ]);
    expect(files).toEqual(['a.png']);
    expect(failures).toEqual([
      'pipe.png is a pipe, not a regular file; "-" reads standard input',
      'link.png is a pipe, not a regular file; "-" reads standard input',
      'dangling.png is a link that leads nowhere',
      'none.png no such file or folder',
    ]);
    expect((await findInputs(['/dev/zero'])).failures).toEqual([
      { name: '/dev/zero', message: 'is a device, not a regular file' },
    ]);
    await expect(readRegularFile(join(cwd, 'pipe.png'))).rejects.toThrow('is a pipe, not a regular file');
    await expect(readRegularFile('/dev/zero')).rejects.toThrow('is a device, not a regular file');
    await expect(readRegularFile(cwd)).rejects.toThrow('is a folder');
  });
});

describe('a pattern', () => {
  it.each([
    ['in/*.png', ['in/a.png'], ['a.png']],
    ['in/{sub,other}/*.png', ['in/sub/b.png'], ['sub/b.png']],
    ['in/{sub/deep,other}/*.png', ['in/sub/deep/c.png'], ['sub/deep/c.png']],
    ['in/**/deep/*.png', ['in/sub/deep/c.png'], ['sub/deep/c.png']],
    ['in/s?b/[a-c].png', ['in/sub/b.png'], ['sub/b.png']],
    ['in/sub/../*.png', ['in/a.png'], ['a.png']],
    ['in/*/../*.png', ['in/a.png'], ['a.png']],
    ['in/.h*/*.png', ['in/.hidden/d.png'], ['.hidden/d.png']],
    ['in/@(sub|other)/+(b|x).png', ['in/sub/b.png'], ['sub/b.png']],
  ])('%s', async (pattern, files, relative) => {
    const cwd = treeOf('in/a.png', 'in/sub/b.png', 'in/sub/deep/c.png', 'in/.hidden/d.png', 'in/a.txt');
    expect(await find(cwd, [pattern])).toMatchObject({ files, relative, failures: [] });
  });

  it('enters no folder that cannot hold a match', () => {
    const enters = (pattern: string, folder: string) => readPattern(pattern).enters(folder);
    expect(enters('a/b*/c.png', 'bc')).toBe(true);
    expect(enters('a/b*/c.png', 'cb')).toBe(false);
    expect(enters('*.png', 'a')).toBe(false);
    expect(enters('b*/c.png', 'bc/d')).toBe(false);
    expect(enters('**/c.png', 'bc/.d')).toBe(false);
    expect(enters('**/.d/c.png', 'bc/.d')).toBe(true);
  });
});

// 130,000 is more than arguments fit into one call: KCOLORS_MANY=130000 takes a minute on a disk, 5 s in memory.
const MANY = Number(process.env.KCOLORS_MANY ?? 1000);

it(`finds ${MANY} images in one folder`, async () => {
  const inMemory = '/dev/shm';
  const folder = mkdtempSync(join(existsSync(inMemory) ? inMemory : tmpdir(), 'kcolors-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (let at = 0; at < MANY; at++) writeFileSync(join(folder, `${at}.png`), '');
  for (const arg of [folder, join(folder, '*.png')]) {
    expect((await findInputs([arg])).files.length).toBe(MANY);
  }
});

describe('files of other formats in a folder', () => {
  const tree = () =>
    treeOf('in/a.tif', 'in/b.TIFF', 'in/c.ico', 'in/d.cur', 'in/e.avif', 'in/f.avif', 'in/g.heic');

  it('TIFF and icons are found, and AVIF with its add-on; the others are mentioned, which is no error', async () => {
    const cwd = tree();
    const always = ['in/a.tif', 'in/b.TIFF', 'in/c.ico', 'in/d.cur'];
    const without = await find(cwd, ['in'], { readsAvif: false });
    expect(without).toMatchObject({ files: always, failures: [] });
    const { skipped } = await findInputs([join(cwd, 'in')], { readsAvif: false });
    expect(skipped.map(({ message }) => message)).toEqual([
      'searched without its 2 AVIF files; to read AVIF, run "npm install @kcolors/avif"',
      'searched without its 1 HEIC file; convert HEIC to JPEG or PNG first',
    ]);
    const withAddOn = await find(cwd, ['in'], { readsAvif: true });
    expect(withAddOn).toMatchObject({ files: [...always, 'in/e.avif', 'in/f.avif'], failures: [] });
    expect((await find(cwd, ['in/*.avif'], { readsAvif: false })).failures).toEqual([]);
  });

  it('a file that is named is an input in any case', async () => {
    const found = await find(tree(), ['in/e.avif'], { readsAvif: false });
    expect(found).toMatchObject({ files: ['in/e.avif'], skipped: [] });
  });
});
