import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import sharp from 'sharp';
import type { Timed } from '../clock.ts';
import type { BenchImage } from '../images.ts';
import { indexPixels } from '../peers/indexed.ts';
import type { Reading } from '../peers/peer.ts';
import { clockedProcess, isInstalled } from '../processes.ts';
import { scratchFiles, scratchPath } from '../scratch.ts';
import type { Contestant } from './contestants.ts';

const COMMAND = 'pngquant';

/** Whether pngquant is on the PATH. */
export const hasPngquant: boolean = isInstalled(COMMAND);

const fileOf = scratchFiles('.png', async ({ data, width, height }, path) => {
  await sharp(data, { raw: { width, height, channels: 4 } })
    .png()
    .toFile(path);
});

/** Runs a whole pngquant process, including its start, and reading and writing PNG. */
export async function runPngquant(image: BenchImage, k: number, dither: boolean): Promise<Timed<Reading>> {
  const result = scratchPath('result.png');
  const options = [`${k}`, '--speed', '4', '--force', '--output', result, ...(dither ? [] : ['--nofs'])];
  const timed = await clockedProcess(COMMAND, [...options, await fileOf(image)]);
  const { data, info } = await sharp(result).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  rmSync(result);
  return { ...timed, value: () => indexPixels({ data, width: info.width, height: info.height }) };
}

/** The version of pngquant, if it is installed. */
export const pngquantVersion = (): string =>
  execFileSync(COMMAND, ['--version'], { encoding: 'utf8' }).trim();

/** pngquant as a contestant; `undefined` if it is not installed. */
export function pngquant(): Contestant | undefined {
  if (!hasPngquant) return undefined;
  const version = pngquantVersion();
  return {
    version: `pngquant ${version}`,
    alpha: true,
    dithering: 'optional',
    always: true,
    take: runPngquant,
  };
}
