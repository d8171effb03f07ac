/** Names of colors, and what programs call them: names are for people, identifiers for code. */

/** Gives colors of one name different ones: Red, Red 2, Red 3. */
export function uniqueNames<Color extends { readonly name?: string }>(colors: readonly Color[]): Color[] {
  const taken = new Set(colors.flatMap(({ name }) => name ?? []));
  const used = new Set<string>();
  return colors.map((color) => {
    if (color.name === undefined) return color;
    const name = used.has(color.name) ? next(color.name, taken) : color.name;
    used.add(name);
    taken.add(name);
    return { ...color, name };
  });
}

function next(name: string, taken: ReadonlySet<string>, gap = ' '): string {
  for (let number = 2; ; number++) {
    const other = `${name}${gap}${number}`;
    if (!taken.has(other)) return other;
  }
}

/**
 * An identifier for each color, of a to z, digits and dashes, each of them once: `midnight-blue` of its name, or
 * `color-3` of its place where there is no name with such letters.
 */
export function identifiersOf(
  colors: readonly { readonly name?: string }[],
  unnamed = 'color',
): readonly string[] {
  const wanted = colors.map(({ name }, i) => {
    const own = dashed(name ?? '');
    // Keys that are whole numbers would lose their place: objects of JavaScript sort them first.
    return /^\d*$/.test(own) ? `${unnamed}-${own || i + 1}` : own;
  });
  const taken = new Set(wanted);
  const used = new Set<string>();
  return wanted.map((identifier) => {
    const own = used.has(identifier) ? next(identifier, taken, '-') : identifier;
    used.add(own);
    taken.add(own);
    return own;
  });
}

const ACCENTS = /\p{M}/gu;

/** `Crème brûlée` is `creme-brulee`. */
function dashed(name: string): string {
  const plain = name.normalize('NFKD').replace(ACCENTS, '').replace(/['’]/g, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

/** `midnight-blue` is `midnightBlue`; never a word of the language, never with a digit first. */
export function camel(identifier: string, reserved: ReadonlySet<string>): string {
  const name = identifier.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  if (/^\d/.test(name)) return `color${name}`;
  return reserved.has(name) ? `${name}Color` : name;
}

/** The name that an identifier has for people: `--color-midnight-blue` and `midnightBlue` are `Midnight Blue`. */
export function nameOf(identifier: string): string | undefined {
  const words = identifier
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .replace(/([a-z])(\d)/g, '$1-$2')
    .split(/[-_\s]+/)
    .filter(Boolean);
  while (/^(colou?rs?|palette)$/i.test(words[0] ?? '')) words.shift();
  if (words.length === 0 || words.every((word) => /^\d+$/.test(word))) return undefined;
  return words.map((word) => word[0]!.toUpperCase() + word.slice(1).toLowerCase()).join(' ');
}
