import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchImage } from './images.ts';

/** Parent folder of scratch files: KCOLORS_SCRATCH if set, for a tool that can access only that folder. */
export const SCRATCH_ROOT: string = process.env.KCOLORS_SCRATCH || tmpdir();

mkdirSync(SCRATCH_ROOT, { recursive: true });
const folder = mkdtempSync(join(SCRATCH_ROOT, 'kcolors-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Returns the path of a file that is deleted when the benchmark ends. */
export const scratchPath = (name: string): string => join(folder, name);

/** Returns a function that writes an image's file on first use, so that other processes can read its pixels. */
export function scratchFiles(
  ending: string,
  write: (image: BenchImage, path: string) => Promise<void>,
): (image: BenchImage) => Promise<string> {
  const files = new Map<BenchImage, Promise<string>>();
  return (image) => {
    const path = scratchPath(`${files.size}${ending}`);
    const file = files.get(image) ?? write(image, path).then(() => path);
    files.set(image, file);
    return file;
  };
}
