import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder =
  process.env.KCOLORS_ARTIFACTS || fileURLToPath(new URL('../artifacts/vscode', import.meta.url));

/** The path of a screenshot or log that is kept for people to look at. */
export function artifact(name: string): string {
  mkdirSync(folder, { recursive: true });
  return join(folder, name);
}
