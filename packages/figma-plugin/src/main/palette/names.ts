import type { Swatch } from '../../shared/values.ts';

/** Returns a unique name in a folder for each swatch. Duplicate names get a number. */
export function uniqueNames(swatches: readonly Swatch[], folder = ''): string[] {
  const taken = new Set<string>();
  const path = folder.split('/').map(tidy).filter(Boolean).join('/');
  return swatches.map(({ name }) => {
    const base = [path, tidy(name)].filter(Boolean).join('/');
    let unique = base;
    for (let number = 2; taken.has(unique); number++) unique = `${base} ${number}`;
    taken.add(unique);
    return unique;
  });
}

/** Variable names may not contain these characters. Styles get the same names. */
const tidy = (name: string): string => name.replace(/[.{}]/g, '-').replace(/\s+/g, ' ').trim();
