/** Names of colors, and what programs call them: names are for people, identifiers for code. */

/** Gives colors of one name different ones: Red, Red 2, Red 3. */
export function uniqueNames<Color extends { readonly name?: string }>(colors: readonly Color[]): Color[] {
  const unique = numbering(
    colors.flatMap(({ name }) => name ?? []),
    ' ',
  );
  return colors.map((color) => (color.name === undefined ? color : { ...color, name: unique(color.name) }));
}

/** A function that returns a name as it is for the first time, and later with the next free number: Red, Red 2, Red 3. */
function numbering(names: readonly string[], gap: string): (name: string) => string {
  const taken = new Set(names);
  const used = new Set<string>();
  const numbers = new Map<string, number>(); // the last of each name, so that none is tried twice
  const next = (name: string): string => {
    for (let number = (numbers.get(name) ?? 1) + 1; ; number++) {
      const other = `${name}${gap}${number}`;
      if (taken.has(other)) continue;
      numbers.set(name, number);
      return other;
    }
  };
  return (name) => {
    const own = used.has(name) ? next(name) : name;
    used.add(own);
    taken.add(own);
    return own;
  };
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
  return wanted.map(numbering(wanted, '-'));
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

const SILENT = /^(colou?rs?|palette)$/i; // words that say nothing of a color

/** The name that an identifier has for people: `--color-midnight-blue` and `midnightBlue` are `Midnight Blue`. */
export function nameOf(identifier: string): string | undefined {
  const words = identifier
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .replace(/([a-z]|[A-Z]{2})(\d)/g, '$1-$2')
    .split(/[-_\s]+/)
    .filter(Boolean);
  const first = words.findIndex((word) => !SILENT.test(word));
  const own = first < 0 ? [] : words.slice(first);
  if (own.every((word) => /^\d+$/.test(word))) return undefined;
  return own.map((word) => word[0]!.toUpperCase() + word.slice(1).toLowerCase()).join(' ');
}

const MAX_KEYS = 10;
const MAX_KEY_LENGTH = 100;

/** The keys of a path that make a name: the last ones, none of them long. Deep trees would repeat the first for every color. */
export const keysForName = (path: readonly string[]): string[] =>
  path.slice(-MAX_KEYS).map((key) => key.slice(0, MAX_KEY_LENGTH));
