import {
  chmodSync,
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  utimesSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { writeAtomic } from '../src/write-atomic.ts';
import { filesIn, folderWith, kcolors, PICTURES, SMALL_PICTURES } from './kcolors.ts';

const formatOf = async (path: string) => (await sharp(path).metadata()).format;

describe('in place', () => {
  it('replaces a file by a smaller one, keeps its mode, and changes nothing the second time', async () => {
    const cwd = folderWith({ 'x.png': SMALL_PICTURES.coffee });
    const path = join(cwd, 'x.png');
    chmodSync(path, 0o640);
    await kcolors(['x.png', '--in-place'], { cwd });
    const once = readFileSync(path);
    expect(once.length).toBeLessThan(466_706 / 2);
    expect(statSync(path).mode & 0o777).toBe(0o640);
    const { mtimeMs, ino } = statSync(path);
    const { code, out } = await kcolors(['x.png', '--in-place'], { cwd });
    expect([code, out.split('\n')[0]]).toEqual([0, expect.stringMatching(/^x\.png {2}\d+ kB {2}unchanged$/)]);
    expect(readFileSync(path)).toEqual(once);
    expect(statSync(path)).toMatchObject({ mtimeMs, ino });
    expect(filesIn(cwd)).toEqual(['x.png']);
  });

  it('leaves a JPEG, writes a PNG beside it, and does not mind to find it there', async () => {
    const cwd = folderWith({ 'x.jpg': SMALL_PICTURES.rocket });
    for (const status of ['compressed', 'kept']) {
      const { code, out } = await kcolors(['x.jpg', '--in-place', '--json'], { cwd });
      expect([code, JSON.parse(out).files[0].status]).toEqual([0, status]);
      expect(filesIn(cwd)).toEqual(['x.jpg', 'x.png']);
      expect(readFileSync(join(cwd, 'x.jpg'))).toEqual(readFileSync(SMALL_PICTURES.rocket));
    }
    expect(await formatOf(join(cwd, 'x.png'))).toBe('png');
  });

  it('changes nothing the second time in a folder', async () => {
    const cwd = folderWith({ 'a.jpg': SMALL_PICTURES.rocket, 'b.png': SMALL_PICTURES.disks });
    expect((await kcolors(['.', '--in-place'], { cwd })).code).toBe(0);
    const once = filesIn(cwd).map((name) => readFileSync(join(cwd, name)));
    const { code, err } = await kcolors(['.', '--in-place'], { cwd });
    expect([code, err]).toEqual([0, '']);
    expect(filesIn(cwd)).toEqual(['a.jpg', 'a.png', 'b.png']);
    expect(filesIn(cwd).map((name) => readFileSync(join(cwd, name)))).toEqual(once);
  });

  it('does not write over a picture that is not its own', async () => {
    const cwd = folderWith({ 'x.jpg': SMALL_PICTURES.rocket, 'x.png': SMALL_PICTURES.disks });
    const { code, err } = await kcolors(['x.jpg', '--in-place'], { cwd });
    expect(code).toBe(1);
    expect(err).toBe(
      'kcolors: x.jpg: x.png exists and kcolors did not make it from x.jpg: not replaced; --force replaces it\n',
    );
    expect(readFileSync(join(cwd, 'x.png'))).toEqual(readFileSync(SMALL_PICTURES.disks));
  });

  it('gives the result of a misnamed file a name that tells the truth', async () => {
    const cwd = folderWith({ 'photo.png': SMALL_PICTURES.rocket });
    const { code, out } = await kcolors(['photo.png', '--in-place', '--format', 'keep', '--quality', '30'], {
      cwd,
    });
    expect(code).toBe(0);
    expect(filesIn(cwd)).toEqual(['photo.jpg', 'photo.png']);
    expect(await formatOf(join(cwd, 'photo.jpg'))).toBe('jpeg');
    expect(readFileSync(join(cwd, 'photo.png'))).toEqual(readFileSync(SMALL_PICTURES.rocket));
    expect(out).toContain(
      'The file is a JPEG despite its name: the result is photo.jpg; the original stays.',
    );
  });

  it('writes through a symbolic link to its file', async () => {
    const cwd = folderWith();
    mkdirSync(join(cwd, 'store'));
    copyFileSync(SMALL_PICTURES.coffee, join(cwd, 'store/real.png'));
    symlinkSync('store/real.png', join(cwd, 'link.png'));
    await kcolors(['link.png', '--in-place'], { cwd });
    expect(readlinkSync(join(cwd, 'link.png'))).toBe('store/real.png');
    expect(statSync(join(cwd, 'store/real.png')).size).toBeLessThan(100_000);
    expect(filesIn(cwd)).toEqual(['link.png', 'store/real.png']);
  });

  it('leaves a write-protected file alone', async () => {
    const cwd = folderWith({ 'x.png': SMALL_PICTURES.disks });
    chmodSync(join(cwd, 'x.png'), 0o444);
    const { code, err } = await kcolors(['x.png', '--in-place'], { cwd });
    expect([code, err]).toEqual([1, 'kcolors: x.png: the file is write-protected\n']);
    expect(readFileSync(join(cwd, 'x.png'))).toEqual(readFileSync(SMALL_PICTURES.disks));
  });
});

describe('never larger', () => {
  it('copies the original where an output was asked for', async () => {
    const cwd = folderWith({ 'x.png': SMALL_PICTURES.disks });
    await kcolors(['x.png', '-c', '16', '--in-place'], { cwd });
    const small = readFileSync(join(cwd, 'x.png'));
    const { out } = await kcolors(['x.png', '--out', 'y.png'], { cwd });
    expect(out).toContain('unchanged');
    expect(readFileSync(join(cwd, 'y.png'))).toEqual(small);
    await kcolors(['x.png', '--out', 'folder'], { cwd });
    expect(readFileSync(join(cwd, 'folder/x.png'))).toEqual(small);
    await kcolors(['x.png'], { cwd });
    expect(filesIn(cwd)).toEqual(['folder/x.png', 'x.png', 'y.png']);
  });

  it('copies an original under its own name where a folder would get a larger conversion', async () => {
    const cwd = folderWith();
    await sharp(SMALL_PICTURES.rocket).resize(320).jpeg({ quality: 20 }).toFile(join(cwd, 'x.jpg'));
    const { code } = await kcolors(['x.jpg', '-c', '256', '--dither', '1', '--out', 'folder'], { cwd });
    expect(code).toBe(0);
    expect(filesIn(cwd)).toEqual(['folder/x.jpg', 'x.jpg']);
    expect(readFileSync(join(cwd, 'folder/x.jpg'))).toEqual(readFileSync(join(cwd, 'x.jpg')));
    const beside = await kcolors(['x.jpg', '-c', '256', '--dither', '1'], { cwd });
    expect(beside.out).toContain('nothing was written');
    expect(filesIn(cwd)).toEqual(['folder/x.jpg', 'x.jpg']);
  });
});

describe('atomic writes', () => {
  it('refuse to replace a file that was changed in the meantime', async () => {
    const cwd = folderWith({ 'x.png': SMALL_PICTURES.disks });
    const path = join(cwd, 'x.png');
    const expected = statSync(path);
    utimesSync(path, new Date(), new Date(expected.mtimeMs + 5000));
    await expect(writeAtomic(path, Buffer.from('new'), { expected })).rejects.toThrow('changed while');
    expect(readFileSync(path)).toEqual(readFileSync(SMALL_PICTURES.disks));
    expect(filesIn(cwd)).toEqual(['x.png']);
  });

  it('replace the file, not its contents: another name of it keeps the old ones', async () => {
    const cwd = folderWith();
    writeFileSync(join(cwd, 'one'), 'old');
    linkSync(join(cwd, 'one'), join(cwd, 'two'));
    await writeAtomic(join(cwd, 'one'), Buffer.from('new'));
    expect([readFileSync(join(cwd, 'one'), 'utf8'), readFileSync(join(cwd, 'two'), 'utf8')]).toEqual([
      'new',
      'old',
    ]);
  });

  it('make a file that a dangling link points to, and do not write over a folder', async () => {
    const cwd = folderWith();
    symlinkSync('there', join(cwd, 'link'));
    await writeAtomic(join(cwd, 'link'), Buffer.from('new'));
    expect(lstatSync(join(cwd, 'link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(cwd, 'there'), 'utf8')).toBe('new');
    mkdirSync(join(cwd, 'folder'));
    await expect(writeAtomic(join(cwd, 'folder'), Buffer.from('new'))).rejects.toThrow(
      'a folder has this name',
    );
  });
});

describe('an interruption', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'by %s ends at once and leaves nothing half done',
    async (signal) => {
      const cwd = folderWith({ 'a.png': SMALL_PICTURES.disks });
      const big = join(cwd, 'big.png');
      await sharp(PICTURES.coffee).resize(2000, 1334).png({ compressionLevel: 1 }).toFile(big);
      const before = readFileSync(big);
      let sent = 0;
      const { code, err } = await kcolors(['.', '--in-place', '-q'], {
        cwd,
        onStart: (child) => {
          // When the small picture is done, the large one is under way.
          const watcher = watch(cwd, (_, name) => {
            if (name !== 'a.png' || sent) return;
            sent = Date.now();
            child.kill(signal);
          });
          child.on('exit', () => watcher.close());
        },
      });
      expect(Date.now() - sent).toBeLessThan(1500);
      expect([code, err]).toEqual([
        130,
        'kcolors: interrupted; files that were not finished are as they were\n',
      ]);
      expect(filesIn(cwd)).toEqual(['a.png', 'big.png']);
      expect(readFileSync(big).equals(before)).toBe(true);
    },
  );
});

describe('what is kept from others', () => {
  it.skipIf(process.platform === 'win32')(
    'stays so in results, kept copies, segments and reports',
    async () => {
      const cwd = folderWith();
      for (const name of ['x.png', 'y.png'])
        await sharp(SMALL_PICTURES.disks).resize(60).png({ compressionLevel: 1 }).toFile(join(cwd, name));
      chmodSync(join(cwd, 'x.png'), 0o640);
      chmodSync(join(cwd, 'y.png'), 0o600);
      utimesSync(join(cwd, 'x.png'), 1000, 1000);
      const modes = () =>
        filesIn(cwd).map((name) => `${name} ${(statSync(join(cwd, name)).mode & 0o777).toString(8)}`);
      await kcolors(['x.png', 'y.png', '--report', 'r.html', '--keep-time'], { cwd });
      expect(modes()).toEqual(['r.html 600', 'x.min.png 640', 'x.png 640', 'y.min.png 600', 'y.png 600']);
      expect(statSync(join(cwd, 'x.min.png')).mtimeMs).toBe(1_000_000);
      await kcolors(['y.min.png', '--out', 'kept'], { cwd });
      await kcolors(['segments', 'y.min.png', '-c', '2', '--out', 'parts', '--masks'], { cwd });
      const later = modes().filter((name) => /kept|parts/.test(name));
      expect(later.length).toBe(6);
      for (const name of later) expect(name).toMatch(/ 600$/);
    },
  );
});
