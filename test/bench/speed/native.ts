import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isInstalled, runProcess } from '../processes.ts';
import { scratchFiles, scratchPath } from '../scratch.ts';
import type { Contestant } from './contestants.ts';

const SOURCE = fileURLToPath(new URL('../native/libimagequant.c', import.meta.url));
const PALETTE_BYTES = 4 * 256;

const fileOf = scratchFiles('.rgba', (image, path) => writeFile(path, image.data));

/** The system's C library at one speed; `undefined` if it or a compiler is not installed. */
export function nativeLibimagequant(speed: number): Contestant | undefined {
  const program = compiled();
  if (!program) return undefined;
  return {
    version: `libimagequant ${libraryVersion()}, C`,
    alpha: true,
    dithering: 'optional',
    always: true,
    take: async (image, k, dither) => {
      const { width, height } = image;
      const output = scratchPath('labels');
      const task = [await fileOf(image), width, height, k, speed, dither ? 1 : 0, output].map(String);
      const [cpuMs, wallMs] = (await runProcess(program, task)).split(' ').map(Number);
      const bytes = new Uint8Array(readFileSync(output));
      const palette = bytes.subarray(0, PALETTE_BYTES);
      const indices = bytes.subarray(PALETTE_BYTES);
      return { cpuMs: cpuMs!, wallMs: wallMs!, value: () => ({ width, height, indices, palette }) };
    },
  };
}

function compiled(): string | undefined {
  if (!isInstalled('cc')) return undefined;
  const program = scratchPath('libimagequant');
  try {
    execFileSync('cc', ['-O2', '-o', program, SOURCE, '-limagequant', '-lm'], { stdio: 'ignore' });
    return program;
  } catch {
    return undefined; // no header or library
  }
}

function libraryVersion(): string {
  try {
    return execFileSync('pkg-config', ['--modversion', 'imagequant'], { encoding: 'utf8' }).trim();
  } catch {
    return 'of unknown version';
  }
}
