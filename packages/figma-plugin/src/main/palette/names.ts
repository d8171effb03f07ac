import type { Swatch } from '../../shared/values.ts';

/** Names as Figma has them in a folder, each once: a second one of the same name is numbered. */
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

/** Variables may not have these signs in their names; styles are named alike. */
const tidy = (name: string): string => name.replace(/[.{}]/g, '-').replace(/\s+/g, ' ').trim();
