import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodePng } from '@kcolors/codecs';
import { quantize } from '@kcolors/core';
import sharp from 'sharp';

const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url));
const fixture = (name: string) => join(fixtures, name);

/** Photographs and flat graphics of all kinds, 240 pixels wide. Each can be made smaller. */
export async function writeKinds(folder: string): Promise<readonly string[]> {
  const small = (name: string) => sharp(fixture(name)).resize(240);
  await small('skimage_coffee.png').png().toFile(join(folder, 'coffee.png'));
  await small('clipart_mug.png').png().toFile(join(folder, 'mug.png'));
  renameSync(join(folder, 'mug.png'), join(folder, 'MUG.PNG'));
  const cat = small('skimage_chelsea.png');
  await cat.clone().jpeg({ quality: 95 }).toFile(join(folder, 'cat.jpg'));
  await cat.clone().webp({ lossless: true }).toFile(join(folder, 'cat.webp'));
  await cat.clone().gif().toFile(join(folder, 'cat.gif'));
  return ['coffee.png', 'MUG.PNG', 'cat.jpg', 'cat.webp', 'cat.gif'];
}

/** The names of hostile files, each with a pattern for the reported problem. */
export const HOSTILE: Readonly<Record<string, RegExp>> = {
  'animated.gif': /frame|animat/i,
  'corrupt.png': /truncated/i,
  'lfs-pointer.png': /LFS/,
  'misnamed.png': /WebP/,
  'optimal.png': /smaller|gain/i,
  'read-only.png': /read-only/i,
};

/** Writes files that must stay unchanged. */
export async function writeHostile(folder: string): Promise<void> {
  const put = (name: string, bytes: Uint8Array | string) => writeFileSync(join(folder, name), bytes);
  const cat = sharp(fixture('skimage_chelsea.png')).resize(160, 120);
  const png = await cat.clone().png().toBuffer();
  put('corrupt.png', png.subarray(0, png.length / 2));
  const frame = await cat.clone().ensureAlpha().raw().toBuffer();
  const frames = { width: 160, height: 240, channels: 4, pageHeight: 120 } as const;
  const turned = Uint8Array.from(frame)
    .reverse()
    .map((value, i) => (i % 4 === 3 ? 255 : value));
  put(
    'animated.gif',
    await sharp(Buffer.concat([frame, turned]), { raw: frames })
      .gif()
      .toBuffer(),
  );
  const image = { data: frame, width: 160, height: 120 };
  put('optimal.png', (await encodePng(quantize(image, { maxColors: 2 }), { effort: 'best' })).bytes);
  put('read-only.png', png);
  chmodSync(join(folder, 'read-only.png'), 0o444);
  put('misnamed.png', await cat.clone().webp({ lossless: true }).toBuffer());
  const oid = createHash('sha256').update(png).digest('hex');
  put(
    'lfs-pointer.png',
    `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${png.length}\n`,
  );
}

/** Writes many distinct pieces of a photograph. */
export async function writePieces(folder: string, count: number, size: number): Promise<readonly string[]> {
  const photo = sharp(fixture('skimage_astronaut.png'));
  const names = Array.from({ length: count }, (_, i) => `piece-${i}.png`);
  const room = 512 - size;
  for (const [i, name] of names.entries()) {
    const area = {
      left: Math.floor((room * i) / count),
      top: (i * 53) % (room + 1),
      width: size,
      height: size,
    };
    await photo.clone().extract(area).png().toFile(join(folder, name));
  }
  return names;
}

/** Makes a folder within another. */
export function folderIn(folder: string, name: string): string {
  mkdirSync(join(folder, name));
  return join(folder, name);
}

/**
 * Writes a site with images that git ignores, links that lead out, and a page whose lines link to images.
 * Also writes a folder in which the name of a result is taken. `outside` gets the image that must stay out of
 * reach.
 */
export async function writeSite(folder: string, outside: string): Promise<void> {
  const site = folderIn(folder, 'site');
  const deep = folderIn(site, `components-of-the-${'long-'.repeat(14)}name`);
  const [dist, coverage, docs] = [folderIn(site, 'dist'), folderIn(deep, 'coverage'), folderIn(site, 'docs')];
  const pieces = folderIn(outside, 'pieces');
  const results = folderIn(folder, 'results');
  const names = await writePieces(pieces, 10, 64);
  const places = [
    ...[
      join(site, 'a.png'),
      join(site, 'b.raw.png'),
      join(site, 'cat (1)].png'),
      join(outside, 'secret.png'),
    ],
    ...[join(folderIn(dist, 'app'), 'c.png'), join(coverage, 'd.png'), join(deep, `${'猫'.repeat(75)}.png`)],
    ...['photo.png', 'photo.min.png', 'other.png'].map((name) => join(results, name)),
  ];
  for (const [i, place] of places.entries()) renameSync(join(pieces, names[i]!), place);
  writeFileSync(join(site, '.gitignore'), '# build\ndist/\n*.raw.png\n');
  writeFileSync(join(deep, '.gitignore'), '/coverage\n');
  symlinkSync(join(outside, 'secret.png'), join(site, 'link.png'));
  symlinkSync(outside, join(site, 'linked'));
  const gray = Buffer.alloc(2 * 32 * 32).fill(200, 1024);
  const frames = { width: 32, height: 64, channels: 1, pageHeight: 32 } as const;
  await sharp(gray, { raw: frames }).gif().toFile(join(docs, 'moving.gif'));
  const targets = ['<../cat (1)].png>', '../../../outside/secret.png', '../link.png', '../linked/secret.png'];
  const lines = [...targets, '..%2f..%2f..%2foutside/secret.png', './moving.gif'];
  writeFileSync(join(docs, 'page.md'), lines.map((each) => `A picture: ![](${each})\n`).join(''));
}

/** Sorted names of the entries in a folder, without hidden files. */
export const namesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort();

/** SHA-256 of every file in a folder, by name. */
export function hashesOf(folder: string): Record<string, string> {
  const hash = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
  // A temporary file has a hidden name and may be gone a moment later.
  return Object.fromEntries(namesIn(folder).map((name) => [name, hash(name)]));
}
