/** Extensions that only palette files have. */
const OWN = /\.(gpl|ase|aco|act|kpl|swatches|sketchpalette|soc|pal|hex|tokens|tokens\.json)$/i;
/** Extensions that palette files share with others, and words in names of palette files. */
const SHARED = /\.(css|scss|sass|less|json|jsonc|json5|xml|txt|swift|dart)$/i;
const TELLING = /colou?r|palette|swatch|theme|token|brand/i;

/**
 * Whether to offer a file as a palette, by its extension. For shared extensions the name must suggest one
 * too.
 */
export function looksLikePalette(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return OWN.test(name) || (SHARED.test(name) && TELLING.test(name));
}
