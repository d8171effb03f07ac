import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect } from 'vitest';
import { filesIn, folderWith, kcolors, PICTURES } from '../../../packages/cli/test/kcolors.ts';
import {
  gainMapJpeg,
  privateFiles,
  segment,
  tells,
  withSegments,
} from '../../../packages/codecs/test/helpers/private-files.ts';
import { type Cases, inputFile } from '../case.ts';

/** The three files of the report: a lossy WebP, an animated one, and a JPEG of quality 70. */
async function leaking(): Promise<Readonly<Record<string, Uint8Array>>> {
  const files = await privateFiles();
  return {
    'strip-leaves-gps-lossy.webp': readFileSync(inputFile('files/strip-leaves-gps-lossy.webp')),
    'strip-leaves-gps-animated.webp': files['animated.webp']!,
    'strip-leaves-gps-q70.jpg': files['turned.jpg']!,
  };
}

const pixels = (bytes: Uint8Array) => sharp(bytes, { animated: true }).raw().toBuffer();

async function stripsOriginals(): Promise<void> {
  const cwd = folderWith();
  mkdirSync(join(cwd, 'in'));
  const files = await leaking();
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(cwd, 'in', name), bytes);
  const copied = await kcolors(['in', '--strip', '--out', 'pub', '-q'], { cwd });
  const replaced = await kcolors(['in', '--strip', '--in-place', '-q'], { cwd });
  expect([copied, replaced].map(({ code, err, out }) => [code, err, out])).toEqual([
    [0, '', ''],
    [0, '', ''],
  ]);
  for (const name of filesIn(cwd)) {
    const bytes = readFileSync(join(cwd, name));
    expect([name, await tells(bytes)]).toEqual([name, []]);
  }
  for (const [name, bytes] of Object.entries(files)) {
    expect(await pixels(readFileSync(join(cwd, 'in', name)))).toEqual(await pixels(bytes));
  }
}

async function namesCredentials(): Promise<void> {
  const cwd = folderWith({ 'signed.jpg': inputFile('files/jpeg-content-credentials-dropped-silently.jpg') });
  for (const options of [[], ['--strip'], ['-f', 'webp']]) {
    const { code, out } = await kcolors(['signed.jpg', '-f', 'keep', '--suffix', '-2', ...options], { cwd });
    expect([code, out]).toEqual([0, expect.stringContaining('The Content Credentials (C2PA) were dropped')]);
  }
}

async function keepsGainMapAndIptc(): Promise<void> {
  const cwd = folderWith();
  const iptc = segment(0xed, 'Photoshop 3.0\0', '8BIM\x04\x04\0\0\0\0\0\x08\x1c\x02\x50\0\x03Me!');
  const plain = await sharp(readFileSync(PICTURES.rocket)).jpeg({ quality: 95 }).toBuffer();
  const photo = inputFile('../corpus/jpeg/gainmap_seine.jpg'); // too large to be committed
  const gainMap = existsSync(photo) ? readFileSync(photo) : withSegments(await gainMapJpeg(), iptc);
  writeFileSync(join(cwd, 'gain-map.jpg'), gainMap);
  writeFileSync(join(cwd, 'iptc.jpg'), withSegments(plain, iptc));
  const { code, out } = await kcolors(['.', '--in-place', '-f', 'keep', '--quality', '75'], { cwd });
  expect([code, out]).toEqual([0, expect.stringContaining('The JPEG holds an HDR gain map')]);
  expect(readFileSync(join(cwd, 'gain-map.jpg')).equals(gainMap)).toBe(true);
  const result = readFileSync(join(cwd, 'iptc.jpg'));
  expect(result.length).toBeLessThan(plain.length);
  expect(result.includes(iptc)).toBe(true);
}

export const cases: Cases = {
  F05: {
    title: 'metadata with a place in it goes where the file does not get smaller',
    run: stripsOriginals,
  },
  F15: { title: 'Content Credentials that are dropped are named', run: namesCredentials },
  R19: { title: 'a JPEG in place keeps its HDR gain map and IPTC', run: keepsGainMapAndIptc },
};
