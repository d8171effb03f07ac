import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** `name version` of an installed package, whether or not it exports its package.json. */
export function versionOf(name: string): string {
  return `${name} ${JSON.parse(readFileSync(join(folderOf(name), 'package.json'), 'utf8')).version}`;
}

/** The folder a package is installed in. */
export function folderOf(name: string): string {
  const places = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const folder = places
    .map((place) => join(place, name))
    .find((place) => existsSync(join(place, 'package.json')));
  if (folder === undefined) throw new Error(`${name} is not installed; run npm ci`);
  return folder;
}
