// One word for one thing, in documents, in interface texts and in comments.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Words to avoid, each with the word to say instead. */
const INSTEAD: readonly (readonly [avoid: RegExp, say: string])[] = [
  [/beside (the|its|their) pixels|would be missed/i, 'metadata'],
  [/\blook given up\b|\bgives? up look\b|\bthe look of\b|\bat the same look\b/i, 'visual quality'],
  [/\blooks? so\b|\b(have|has|reach(es)?) the look\b/i, 'reaches this visual quality'],
  [/\blook \{?\w+\}? of 100\b|\blooks \S+ of 100\b/i, 'quality score … of 100'],
  [/\bfaint (colors?|pixels?)\b/i, 'translucent'],
  [/\bsolid (colors?|pixels?)\b/i, 'opaque'],
  [/\bdrawings\b|\ba drawing\b|\bdrawn (gradients?|graphics|pictures?|images?|ones)\b/i, 'flat graphics'],
  [/\bshare of (the|its|their) error\b|\bof their share\b/i, 'dither strength, diffused error'],
  [/\b(pinned|given|held) colors?\b/i, 'locked colors'],
  [/\bevery how many\b/i, 'stride'],
  [/\bthe one before\b|\bwhat came of it\b/i, 'original, result'],
  [/\b(pixel|one) in a thousand\b/i, '99.9th percentile'],
  [/\bgoe?s? along with\b/i, 'latest call wins'],
  [/\bhand that moves\b|\bthe hand moves\b/i, 'low-latency, while a slider is dragged'],
  [/\b(most|fewest) colors\b/i, 'maximum, minimum number of colors'],
  [/\bcut short\b/i, 'truncated'],
  [/\b(bits?|bytes?|ns|pixels) an? (pixel|color|side|channel|image|megapixel)\b/i, 'per'],
  [/\bhexes\b/i, 'hex values'],
  [/\bcancelled\b/i, 'canceled'],
  [/\bcolours?\b(?!-difference)|\blicen[c]e\b/i, 'color, license (American spelling)'],
];

/** Packages whose comments are rewritten: the words of these are checked as well. */
const WITH_COMMENTS: readonly string[] = ['cli', 'codecs', 'core', 'figma-plugin', 'ui', 'vscode-extension'];

const root = fileURLToPath(new URL('..', import.meta.url));

const EXTENSIONS = ['.md', '.json', '.ts'];
const SKIPPED = ['node_modules', 'dist', 'artifacts'];

function filesIn(...parts: readonly string[]): string[] {
  return readdirSync(join(root, ...parts), { withFileTypes: true }).flatMap((entry) => {
    const path = join(...parts, entry.name);
    if (entry.isDirectory()) return SKIPPED.includes(entry.name) ? [] : filesIn(path);
    return EXTENSIONS.includes(extname(entry.name)) ? [path] : [];
  });
}

const packages = readdirSync(join(root, 'packages'));
const inPackages = (isChosen: (path: string) => boolean) =>
  packages.flatMap((name) => filesIn('packages', name)).filter(isChosen);

/** Where people read: what is checked, by place. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  documents: [
    'README.md',
    'CONTRIBUTING.md',
    ...filesIn('docs'),
    ...inPackages((path) => path.endsWith('.md')),
    ...filesIn('test', 'fixtures').filter((path) => path.endsWith('.md')),
  ],
  translations: inPackages((path) =>
    /package\.nls\.json$|bundle\.l10n\.\w+\.json$|manifest\.json$/.test(path),
  ),
  'texts of programs': inPackages((path) => path.endsWith('.ts') && path.split(/[/\\]/)[2] === 'src'),
  'generators of documents': filesIn('test', 'bench').filter((path) => path.endsWith('.ts')),
};

/** As many line ends as there were, so that lines keep their numbers. */
const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** The prose of a document: without code, and without what viewers of the blind comparison said. */
const proseOf = (text: string): string =>
  text.replace(/^```[\s\S]*?^```|`[^`\n]*`|^- .*, viewer-\d: .*$/gm, blank);

/** The strings of a program without code in them, and its comments where they are wanted. */
const wordsOf = (text: string, hasComments: boolean): string => {
  const parts = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
  let words = '';
  let last = 0;
  for (const { 0: part, index } of text.matchAll(parts)) {
    const isHidden = part[0] === '/' && !hasComments;
    const prose = part[0] === '`' ? part : part.replace(/`[^`\n]*`/g, blank);
    words += blank(text.slice(last, index)) + (isHidden ? blank(part) : prose);
    last = index + part.length;
  }
  return words;
};

function textOf(path: string): string {
  const text = readFileSync(join(root, path), 'utf8');
  if (path.endsWith('.md')) return proseOf(text);
  return path.endsWith('.ts') ? wordsOf(text, WITH_COMMENTS.includes(path.split(/[/\\]/)[1]!)) : text;
}

/** Every word to avoid with its place, and what to say. Words may stand on two lines. */
function problemsIn(path: string): string[] {
  const text = textOf(path);
  return INSTEAD.flatMap(([avoid, say]) => {
    const flexible = new RegExp(avoid.source.replaceAll(' ', '\\s+'), 'gi');
    return [...text.matchAll(flexible)].map(({ 0: word, index }) => {
      const line = text.slice(0, index).split('\n').length;
      return `${path}:${line}: say “${say}” instead of “${word.replace(/\s+/g, ' ')}”`;
    });
  });
}

test.each(Object.keys(PLACES))('%s say one word for one thing', (place) => {
  const paths = PLACES[place]!;
  expect(paths.length).toBeGreaterThan(0);
  expect(paths.flatMap(problemsIn)).toEqual([]);
});
