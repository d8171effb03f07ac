/** Extensions of files that are palettes and nothing else. */
const OWN = /\.(gpl|ase|aco|pal|hex|tokens\.json)$/i;
/** Extensions of files that may be palettes, and names that say so. */
const SHARED = /\.(css|scss|less|json|xml|txt)$/i;
const TELLING = /colou?r|palette|swatch|theme|token|brand/i;

/** Whether a file is offered as a palette: by its extension, or by its name where others have that extension too. */
export function looksLikePalette(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return OWN.test(name) || (SHARED.test(name) && TELLING.test(name));
}
