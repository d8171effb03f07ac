import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchImage } from './images.ts';

/** Where the folders of scratch files are made; KCOLORS_SCRATCH where that is given, as for a tool that sees only it. */
export const SCRATCH_ROOT: string = process.env.KCOLORS_SCRATCH || tmpdir();

mkdirSync(SCRATCH_ROOT, { recursive: true });
const folder = mkdtempSync(join(SCRATCH_ROOT, 'kcolors-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** A file that is gone when the bench ends. */
export const scratchPath = (name: string): string => join(folder, name);

/** Gives the file of an image, written when it is first asked for: other processes read their pixels there. */
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
