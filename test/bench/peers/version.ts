import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Returns `name version` of an installed package, even if it does not export its package.json. */
export function versionOf(name: string): string {
  return `${name} ${JSON.parse(readFileSync(join(folderOf(name), 'package.json'), 'utf8')).version}`;
}

/** Returns the folder of an installed package. */
export function folderOf(name: string): string {
  const places = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const folder = places
    .map((place) => join(place, name))
    .find((place) => existsSync(join(place, 'package.json')));
  if (folder === undefined) throw new Error(`${name} is not installed; run npm ci`);
  return folder;
}
