// Names are for people, identifiers are for code.

/** Returns the colors with unique names: of three colors named Red, two become Red 2 and Red 3. */
export function uniqueNames<Color extends { readonly name?: string }>(colors: readonly Color[]): Color[] {
  const unique = numbering(
    colors.flatMap(({ name }) => name ?? []),
    ' ',
  );
  return colors.map((color) => (color.name === undefined ? color : { ...color, name: unique(color.name) }));
}

/** Returns a function that makes names unique: the first Red is unchanged, and later ones get the next free number. */
function numbering(names: readonly string[], gap: string): (name: string) => string {
  const taken = new Set(names);
  const used = new Set<string>();
  const numbers = new Map<string, number>(); // the last number of each name, so that no number is tried twice
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
 * Returns a unique identifier for each color, of a to z, digits and dashes: `midnight-blue` from its name, or `color-3`
 * from its position if the name has no such letters.
 */
export function identifiersOf(
  colors: readonly { readonly name?: string }[],
  unnamed = 'color',
): readonly string[] {
  const wanted = colors.map(({ name }, i) => {
    const own = dashed(name ?? '');
    // JavaScript objects sort integer keys first, which would change the order.
    if (/^\d*$/.test(own)) return `${unnamed}-${own || i + 1}`;
    return isInherited(own) ? `${own}-color` : own;
  });
  return wanted.map(numbering(wanted, '-'));
}

/**
 * Returns a unique identifier for each color in a language.
 * @param convert - makes an identifier of the language of one such as `midnight-blue`
 */
export function uniqueIdentifiers(
  colors: readonly { readonly name?: string }[],
  convert: (identifier: string) => string,
): readonly string[] {
  const wanted = identifiersOf(colors).map(convert);
  return wanted.map(numbering(wanted, '_'));
}

/** Whether every JavaScript object has a property of this name, such as `constructor`: programs stumble over it. */
export const isInherited = (name: string): boolean => name in {};

const ACCENTS = /\p{M}/gu;

/** Converts a name to an identifier: `Crème brûlée` to `creme-brulee`. */
function dashed(name: string): string {
  const plain = name.normalize('NFKD').replace(ACCENTS, '').replace(/['’]/g, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

/** Converts `midnight-blue` to `midnightBlue`. The result is neither a reserved word nor starts with a digit. */
export function camel(identifier: string, reserved: ReadonlySet<string>): string {
  const name = identifier.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  if (/^\d/.test(name)) return `color${name}`;
  return reserved.has(name) ? `${name}Color` : name;
}

const SILENT = /^(colou?rs?|palette)$/i; // words that do not describe a color

/**
 * Converts an identifier to a name: `--color-midnight-blue` and `midnightBlue` to `Midnight Blue`. Undefined for
 * numbers.
 */
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

/** Returns the last, shortened keys of a path for a name. In a deep tree, full paths would repeat for every color. */
export const keysForName = (path: readonly string[]): string[] =>
  path.slice(-MAX_KEYS).map((key) => key.slice(0, MAX_KEY_LENGTH));
