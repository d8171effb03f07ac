import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.env.KCOLORS_ARTIFACTS
  ? resolve(process.env.KCOLORS_ARTIFACTS, 'figma')
  : fileURLToPath(new URL('../artifacts/figma', import.meta.url));

/** The path of a screenshot that is kept for people to look at. */
export function artifact(name: string): string {
  mkdirSync(folder, { recursive: true });
  return join(folder, name);
}
