import { EXTENSIONS, type OriginalPalette, originalPalettes } from './palette-originals.ts';

/** Damaged, strange and hostile palette files, the same for the same seed. */

/** A file to read: its bytes, and a name that may promise something else. */
export interface PaletteCase {
  readonly bytes: Uint8Array;
  readonly fileName: string | undefined;
}

/** Random numbers from 0 to 2^32 - 1 (xorshift, Marsaglia 2003). */
function randomNumbers(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
}

const PIECES: readonly string[] = [
  ...[
    '#',
    '#fff',
    '#12345678',
    '0x',
    '0xff112233',
    'rgb(',
    'rgb(1e999 -1e999 0)',
    'oklab(0.5 1e999 1e999)',
    'x(1px)',
  ],
  ...[
    'color(toString 1 1 1)',
    'rgb(/)',
    'none',
    '(',
    ')',
    '()',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '`',
    ':',
    ';',
    ',',
    '!',
  ],
  ...[
    '/*',
    '*/',
    '//',
    '<!--',
    '-->',
    '<',
    '>',
    '<rect data-color="',
    '<svg ',
    '<color ',
    '&lt;',
    '--',
    '$',
    '@',
    '=',
  ],
  ...[
    '{"a":',
    '"$value":',
    '"{a}"',
    '"{constructor}"',
    '"__proto__":',
    '"toString"',
    'null',
    '1e999',
    '\\',
    '\\u',
  ],
  ...[
    '; ',
    ';\n',
    '\n',
    '\r\n',
    '\r',
    ' ',
    '\t',
    'a',
    'a-',
    'A',
    '0',
    '9',
    '.',
    '%',
    '/',
    'color-',
    'Color(red:',
  ],
  ...[
    '\u0000',
    '\u001b[31m',
    '\u0085',
    '\u00a0',
    '\u00ad',
    '\u061c',
    '\u200b',
    '\u200d',
    '\u2028',
    '\u202e',
    '\u2066',
  ],
  ...[
    '\ufeff',
    '\ufffe',
    '\ud800',
    '\u{e0041}',
    '\u{1f468}\u200d\u{1f469}',
    'é',
    'e\u0301',
    '\u05d0',
    '\u3164',
    'İ',
    'ß',
  ],
];

/** Parts of names and numbers that are made long. */
const LONG: readonly string[] = ['a', '9', '-', '_0', '.', 'é'];
/** Lengths and counts at which programs fail. */
const LENGTHS: readonly number[] = [
  0, 1, 2, 127, 128, 255, 256, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0xffffffff,
];

const MAX_SIZE = 2e6;

type Random = () => number;
type Mutation = (bytes: Uint8Array, random: Random, others: readonly Uint8Array[]) => Uint8Array;

const join = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const pieceOf = (random: Random): Uint8Array => Buffer.from(PIECES[random() % PIECES.length]!);
const placeIn = (bytes: Uint8Array, random: Random): number => random() % (bytes.length + 1);

/** Part of a file, as a rule a short one. */
function partOf(bytes: Uint8Array, random: Random): Uint8Array {
  const from = placeIn(bytes, random);
  return bytes.subarray(from, from + (random() % (random() % 4 ? 40 : bytes.length + 1)));
}

function insert(bytes: Uint8Array, part: Uint8Array, random: Random): Uint8Array {
  const at = placeIn(bytes, random);
  return join(bytes.subarray(0, at), part, bytes.subarray(at));
}

/** Repeats a part, but not beyond the size of any file. */
function repeated(part: Uint8Array, times: number, max: number = MAX_SIZE): Uint8Array {
  if (part.length === 0) return part;
  return Buffer.alloc(part.length * Math.min(times, Math.ceil(max / part.length)), part);
}

/** How often something is repeated: seldom thousands of times. */
const timesOf = (random: Random): number =>
  1 + (random() % (random() % 40 ? 4 : random() % 5 ? 300 : 20_000));

/** Changes one match of a pattern in a text. */
function changedMatch(
  bytes: Uint8Array,
  pattern: RegExp,
  number: number,
  change: (match: string) => string,
): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  let left = number;
  for (const { 0: match, index } of text.matchAll(pattern)) {
    if (left-- > 0) continue;
    const end = index + match.length;
    return join(bytes.subarray(0, index), Buffer.from(change(match), 'latin1'), bytes.subarray(end));
  }
  return bytes;
}

const MUTATIONS: readonly Mutation[] = [
  (bytes, random) => {
    const flipped = Uint8Array.from(bytes);
    for (let left = 1 + (random() % 8); left > 0; left--)
      flipped[placeIn(bytes, random)] ^= 1 << (random() % 8);
    return flipped;
  },
  (bytes, random) => bytes.subarray(0, placeIn(bytes, random)),
  (bytes, random) => {
    const at = placeIn(bytes, random);
    return join(bytes.subarray(0, at), bytes.subarray(at + (random() % 20)));
  },
  (bytes, random) => insert(bytes, repeated(partOf(bytes, random), timesOf(random)), random),
  (bytes, random, others) => insert(bytes, partOf(others[random() % others.length]!, random), random),
  (bytes, random) => insert(bytes, pieceOf(random), random),
  (bytes, random) => insert(bytes, repeated(pieceOf(random), timesOf(random)), random),
  (bytes, random) => insert(bytes, repeated(join(pieceOf(random), pieceOf(random)), timesOf(random)), random),
  (bytes) => Buffer.from(Buffer.from(bytes).toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1'),
  (bytes, random) => {
    const depth = timesOf(random);
    const [open, close] = [
      ['{"a":', '}'],
      ['[', ']'],
      ['{', '}'],
      ['(', ')'],
      ['<g>', '</g>'],
    ][random() % 5]!;
    return join(repeated(Buffer.from(open!), depth), bytes, repeated(Buffer.from(close!), depth));
  },
  (bytes, random) => {
    const long = LONG[random() % LONG.length]!.repeat(10 ** (2 + (random() % 4)));
    return changedMatch(bytes, /[\w.-]+/g, random() % 40, (each) => `${each}${long}`);
  },
  (bytes, random) => {
    const changed = Buffer.from(bytes);
    const size = 1 + (random() % 4);
    const at = random() % Math.max(1, Math.min(random() % 2 ? 64 : bytes.length, bytes.length) - size);
    if (at + size > changed.length) return changed;
    const value = LENGTHS[random() % LENGTHS.length]! % 2 ** (8 * size);
    if (random() % 2) changed.writeUIntBE(value, at, size);
    else changed.writeUIntLE(value, at, size);
    return changed;
  },
  (bytes) => join(Uint8Array.of(0xff, 0xfe), Buffer.from(Buffer.from(bytes).toString(), 'utf16le')),
  (bytes, random) => {
    const number = ['0', '-1', '256', '1e999', '99999999999999999999', 'NaN', '.5.5'][random() % 7]!;
    return changedMatch(bytes, /\d+/g, random() % 5, () => number);
  },
];

/** One of so many files is repeated until it is as large as any file that is read. */
const HUGE_EVERY = 4000;
const HUGE = 8e6;

/** So many damaged files of a seed, one at a time. */
export function* paletteCases(
  count: number,
  seed: number,
  files: readonly OriginalPalette[] = originalPalettes(),
): Generator<PaletteCase> {
  const random = randomNumbers(seed);
  const others = files.map(({ bytes }) => bytes);
  for (let i = 0; i < count; i++) {
    const { bytes: whole, fileName } = files[i % files.length]!;
    let bytes = whole;
    for (let left = 1 + (random() % 4); left > 0; left--) {
      const mutated = MUTATIONS[random() % MUTATIONS.length]!(bytes, random, others);
      if (mutated.length <= MAX_SIZE) bytes = mutated;
    }
    if (random() % HUGE_EVERY === 0 && bytes.length > 0)
      bytes = repeated(bytes, Math.max(1, Math.floor(HUGE / bytes.length)), HUGE);
    const name = random() % 8 ? fileName : EXTENSIONS[random() % EXTENSIONS.length]!;
    yield { bytes, fileName: random() % 5 ? (name.startsWith('.') ? `palette${name}` : name) : undefined };
  }
}
