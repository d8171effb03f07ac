import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { gainMapJpeg, privateFiles, tells } from '../../codecs/test/helpers/private-files.ts';
import { filesIn, folderWith, kcolors } from './kcolors.ts';

const FILES = await privateFiles();

function folderOf(files: Readonly<Record<string, Uint8Array>>): string {
  const folder = folderWith();
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  return folder;
}

/** Names of the files of a folder that tell anything: GPS, a name, a place, or any metadata that libvips finds. */
async function tellers(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of filesIn(folder)) {
    const bytes = readFileSync(join(folder, name));
    const isPicture = !/\.(bmp|html)$/.test(name);
    const isTold = isPicture ? (await tells(bytes)).length > 0 : bytes.includes('Mustermann');
    if (isTold) found.push(name);
  }
  return found;
}

const pixels = (bytes: Uint8Array) => sharp(bytes, { animated: true }).raw().toBuffer();

describe('--strip', () => {
  it.each([
    { quiet: [], format: 'auto' },
    { quiet: ['-q'], format: 'keep' },
  ])('in place $quiet, --format $format: no file of any kind tells a place', async ({ quiet, format }) => {
    const cwd = folderOf(FILES);
    const args = ['.', '--strip', '--in-place', '--format', format, ...quiet];
    const { code, out, err } = await kcolors(args, { cwd });
    expect([code, err]).toEqual([0, '']);
    expect(await tellers(cwd)).toEqual([]);
    if (quiet.length > 0) expect(out).toBe('');
    else {
      expect(out).toMatch(/^lossy\.webp .* → .* metadata removed$/m);
      expect(out).toContain('Its metadata was removed; its pixels are unchanged.');
      expect(out).toContain('The metadata of the original was removed, too; its pixels are unchanged.'); // a PNG is beside
    }
    for (const name of [
      'animated.gif',
      'animated.webp',
      'lossy.webp',
      ...(format === 'auto' ? ['turned.jpg'] : []),
    ]) {
      expect(await pixels(readFileSync(join(cwd, name)))).toEqual(await pixels(FILES[name]!));
    }
    const once = filesIn(cwd).map((name) => readFileSync(join(cwd, name)));
    const again = await kcolors(['.', '--strip', '--in-place', '--format', format, '--json'], { cwd });
    expect([again.code, again.err]).toEqual([0, '']);
    expect(filesIn(cwd).map((name) => readFileSync(join(cwd, name)))).toEqual(once);
    expect(JSON.parse(again.out).totals).toMatchObject({ compressed: 0, stripped: 0, errors: 0 });
  });

  it.each([{ quiet: [] }, { quiet: ['-q'] }])('--out $quiet: no copy tells a place', async ({ quiet }) => {
    const cwd = folderOf({ ...FILES, 'gain-map.jpg': await gainMapJpeg() });
    const args = ['.', '--strip', '--out', 'pub', '-f', 'keep', '--report', 'page.html', ...quiet];
    const { code, err } = await kcolors(args, { cwd });
    expect(await tellers(join(cwd, 'pub'))).toEqual([]);
    expect(filesIn(join(cwd, 'pub'))).toEqual(Object.keys(FILES).sort());
    // The one whose picture would suffer is an error with its name, which nothing hides.
    expect(code).toBe(1);
    expect(err).toMatch(/^kcolors: gain-map\.jpg: The JPEG holds an HDR gain map/);
    const page = readFileSync(join(cwd, 'page.html'), 'latin1');
    const embedded = [...page.matchAll(/base64,([A-Za-z0-9+/=]+)/g)].map(([, text]) =>
      Buffer.from(text!, 'base64'),
    );
    expect(embedded.length).toBeGreaterThan(12);
    expect(embedded.filter((bytes) => bytes.includes('Mustermann'))).toEqual([]);
  });

  it('beside the originals, an original that is not made smaller has a copy without metadata', async () => {
    const cwd = folderOf({ 'lossy.webp': FILES['lossy.webp']!, 'turned.jpg': FILES['turned.jpg']! });
    const { code, out } = await kcolors(['.', '--strip', '--json', '-c', '256', '-f', 'webp'], { cwd });
    const [webp] = JSON.parse(out).files;
    expect([code, webp.status]).toEqual([0, 'stripped']);
    expect(webp.bytesAfter).toBe(readFileSync(join(cwd, 'lossy.min.webp')).length);
    expect(await tellers(cwd)).toEqual(['lossy.webp', 'turned.jpg']); // the originals
  });
});
