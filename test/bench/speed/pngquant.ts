import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { clockedProcess, isInstalled, type Timed } from '../clock.ts';
import type { BenchImage } from '../images.ts';
import { indexPixels } from '../peers/indexed.ts';
import type { Reading } from '../peers/peer.ts';
import type { Contestant } from './contestants.ts';

/** Whether there is a pngquant on the PATH. */
export const hasPngquant: boolean = isInstalled('pngquant');

const folder = mkdtempSync(join(tmpdir(), 'kcolors-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const files = new WeakMap<BenchImage, string>();
let written = 0;

/** The pixels of an image as an ordinary PNG file. */
async function fileOf(image: BenchImage): Promise<string> {
  const known = files.get(image);
  if (known) return known;
  const { data, width, height } = image;
  const path = join(folder, `${written++}.png`);
  writeFileSync(
    path,
    await sharp(data, { raw: { width, height, channels: 4 } })
      .png()
      .toBuffer(),
  );
  files.set(image, path);
  return path;
}

/** A whole pngquant: its start, reading and writing of PNG included. */
export async function runPngquant(image: BenchImage, k: number, dither: boolean): Promise<Timed<Reading>> {
  const file = await fileOf(image);
  const result = join(folder, 'result.png');
  const options = [`${k}`, '--speed', '4', '--force', '--output', result, ...(dither ? [] : ['--nofs'])];
  const timed = clockedProcess('pngquant', [...options, file]);
  const png = await sharp(result).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  rmSync(result);
  const { width, height } = png.info;
  return { ...timed, value: () => indexPixels({ data: png.data, width, height }) };
}

/** pngquant as a contestant; `undefined` where it is not installed. */
export function pngquant(): Contestant | undefined {
  if (!hasPngquant) return undefined;
  const version = execFileSync('pngquant', ['--version'], { encoding: 'utf8' }).trim();
  return {
    version: `pngquant ${version}`,
    alpha: true,
    dithering: 'optional',
    always: true,
    take: runPngquant,
  };
}
