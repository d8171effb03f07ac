import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const packages = fileURLToPath(new URL('../packages', import.meta.url));

/** What each package may import besides its own files. Arrows point one way: hosts → ui → codecs → core → nothing. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  core: [],
  ui: ['@kcolors/codecs/request'],
  codecs: ['@kcolors/core'],
  avif: [],
  cli: ['@kcolors/core', '@kcolors/codecs', '@kcolors/ui', '@kcolors/avif'],
  'vscode-extension': ['@kcolors/codecs', '@kcolors/ui'],
  'figma-plugin': ['@kcolors/codecs', '@kcolors/ui'],
};

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.ts$/.test(name) ? [path] : [];
  });
}

/** Everything that a file imports, loads lazily, or re-exports. */
function imports(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, specifier]) => specifier!);
}

test('every package is known here', () => {
  expect(readdirSync(packages).sort()).toEqual(Object.keys(MAY_IMPORT).sort());
});

describe.each(Object.keys(MAY_IMPORT))('%s', (name) => {
  const files = sources(join(packages, name, 'src'));

  test('imports nothing but what lies below it', () => {
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      for (const specifier of imports(file)) {
        const own = specifier.startsWith('./') || specifier.startsWith('../');
        const escapes = own && !join(file, '..', specifier).startsWith(join(packages, name, 'src'));
        expect(escapes, `${file} imports ${specifier}`).toBe(false);
        if (!specifier.startsWith('@kcolors/')) continue;
        const isAllowed = MAY_IMPORT[name]!.some((each) => `${specifier}/`.startsWith(`${each}/`));
        expect(isAllowed, `${file} imports ${specifier}`).toBe(true);
      }
    }
  });

  test('has files of one subject: 300 lines at most', () => {
    for (const file of files) {
      expect(readFileSync(file, 'utf8').split('\n').length, file).toBeLessThanOrEqual(300);
    }
  });
});

/** The pages of each host, below its sources: nothing else of it knows the interface. */
const PAGES = { cli: ['report/client.ts'], 'vscode-extension': ['webview/'], 'figma-plugin': ['ui/'] };

test.each(Object.entries(PAGES))('only pages of %s import the interface', (name, pages) => {
  const folder = join(packages, name, 'src');
  const importing = sources(folder)
    .filter((file) => imports(file).some((specifier) => specifier.startsWith('@kcolors/ui')))
    .map((file) => relative(folder, file).replaceAll('\\', '/'));
  expect(importing).not.toEqual([]);
  expect(importing.filter((file) => !pages.some((page) => file.startsWith(page)))).toEqual([]);
});

test('the rules of requests load no codec', () => {
  const folder = join(packages, 'codecs', 'src', 'request');
  for (const file of sources(folder)) {
    const loaded = readFileSync(file, 'utf8').replace(/^import type .*$/gm, '');
    const ofOthers = [...loaded.matchAll(/ from '(?!\.\/)([^']+)'/g)].map(([, specifier]) => specifier);
    for (const specifier of ofOthers)
      expect(
        ['../compress-types.ts', '../constants.ts', '../palettes/hex.ts', '../types.ts'],
        file,
      ).toContain(specifier);
  }
});

const core = join(packages, 'core', 'src');
const parallel = join(core, 'parallel');
const threads = join(core, 'threads');
const isParallel = (path: string) => path.startsWith(parallel) || path.startsWith(threads);

test('core imports nothing at all', () => {
  for (const file of sources(core).filter((each) => !isParallel(each))) {
    for (const specifier of imports(file)) {
      expect(specifier, file).toMatch(/^\.\.?\//);
      expect(isParallel(join(file, '..', specifier)), `${file} imports ${specifier}`).toBe(false);
    }
  }
  const manifest = JSON.parse(readFileSync(join(packages, 'core', 'package.json'), 'utf8'));
  expect(manifest.dependencies ?? {}).toEqual({});
});

test('the runtime of threads knows nothing of core; what core does in threads uses it, and the entry of core', () => {
  const ofCore = ['../index.ts', '../strips.ts', '../engine/kernels-wasm.ts', '../threads/index.ts'];
  const files = [...sources(threads), ...sources(parallel)];
  for (const folder of [threads, parallel]) expect(sources(folder).length).toBeGreaterThan(0);
  for (const file of files) {
    for (const specifier of imports(file)) {
      const types = /^node:/.test(specifier) && /^import type /m.test(readFileSync(file, 'utf8'));
      const allowed =
        specifier.startsWith('./') || types || (file.startsWith(parallel) && ofCore.includes(specifier));
      expect(allowed, `${file} imports ${specifier}`).toBe(true);
    }
  }
  const bundle = readFileSync(join(packages, 'core', 'dist', 'parallel', 'index.js'), 'utf8');
  const loaded = [...bundle.matchAll(/\b(?:from|import|require)\s*\(?["']([^"']+)["']/g)];
  // Nothing but what it shares with the entry of core, so that the errors of both are of one class.
  expect(loaded.length).toBeGreaterThan(0);
  for (const [, name] of loaded) expect(name).toMatch(/^\.\.\/chunks\//);
  expect(bundle).not.toContain('import.meta');
});

test('core knows neither clock nor chance', () => {
  const generated = '-wasm.ts'; // base64 text, in which anything may stand
  for (const file of sources(core).filter((each) => !isParallel(each))) {
    if (!file.endsWith(generated))
      expect(readFileSync(file, 'utf8'), file).not.toMatch(/Math\.random|Date\b|performance\./);
  }
});

/**
 * The floors of core, from the ground up: files at its root by their name, folders with a slash. A floor may use those below it,
 * and no room of its own floor but itself.
 */
const FLOORS: readonly (readonly string[])[] = [
  ['types.ts', 'errors.ts', 'constants.ts', 'byte-array.ts', 'math/', 'threads/'],
  ['options.ts', 'steps.ts', 'shrink.ts'],
  ['color/', 'image/'],
  ['kernels/'],
  ['engine/', 'signs/'],
  ['histogram/', 'init/', 'quality-score/', 'remap/', 'resize/'],
  ['lloyd/', 'histogram-api.ts', 'remap.ts'],
  ['cluster/'],
  ['quantize.ts', 'extract-palette.ts'],
  ['session.ts', 'strips.ts', 'palette/'],
  ['index.ts'],
  ['parallel/'],
];

/** The floors of codecs: from bytes and metadata over formats and the search to the whole job. */
const CODECS_FLOORS: readonly (readonly string[])[] = [
  ['constants.ts', 'core-session.ts', 'hidden/', 'hooks.ts', 'preserve.ts', 'printable/'],
  ['decode-in-browser.ts', 'types.ts'],
  ['compress-types.ts'],
  ['encoding.ts', 'errors.ts', 'file-names.ts'],
  ['compress-types.ts'],
  ['encoding.ts', 'errors.ts', 'file-names.ts'],
  ['bytes.ts', 'limits.ts', 'memory-error.ts'],
  ['guard.ts', 'metadata/', 'sniff.ts', 'wasm/'],
  ['color/', 'image/'],
  ['bmp/', 'jpeg/'],
  ['avif/', 'gif/', 'png/', 'tiff/', 'webp/'],
  ['ico/'],
  ['decode.ts', 'encode.ts', 'palettes/', 'strip-metadata.ts'],
  ['color-names/', 'color-scheme/', 'palette-entries.ts', 'request/'],
  ['quality/'],
  ['compress-options.ts'],
  ['indexed/', 'keep-original.ts', 'resize-source.ts'],
  ['ways.ts'],
  ['lossless/', 'lossy/'],
  ['choose-encoding.ts'],
  ['budget/'],
  ['compress-decoded.ts'],
  ['compress-image.ts', 'session/'],
  ['index.ts', 'worker/'],
];

/** The floors of ui: what all elements share, each of them, the view that holds them, and the entries. */
const UI_FLOORS: readonly (readonly string[])[] = [
  ['element/'],
  ['texts/'],
  ['compare/', 'facts/', 'options/', 'palette/'],
  ['studio/'],
  ['palette.ts'],
  ['index.ts'],
  ['studio.ts'],
];

test.each([
  ['core', FLOORS],
  ['codecs', CODECS_FLOORS],
  ['ui', UI_FLOORS],
])('the folders of %s stand on floors: arrows go down', (name, floors) => {
  const folder = join(packages, name, 'src');
  /** The floor of a path below the folder, and its room. */
  const roomOf = (path: string) => {
    const room = path.includes('/') ? `${path.split('/')[0]}/` : path;
    return { floor: floors.findIndex((rooms) => rooms.includes(room)), room };
  };
  for (const file of sources(folder)) {
    const from = roomOf(file.slice(folder.length + 1));
    expect(from.floor, `${file} is on no floor`).toBeGreaterThanOrEqual(0);
    for (const specifier of imports(file).filter((name) => name.startsWith('.'))) {
      const to = roomOf(join(file, '..', specifier).slice(folder.length + 1));
      const goesDown = to.room === from.room || (to.floor >= 0 && to.floor < from.floor);
      expect(goesDown, `${file} imports ${specifier}`).toBe(true);
    }
  }
});

test.each(Object.keys(MAY_IMPORT))('no files of %s import one another in a circle', (name) => {
  const files = sources(join(packages, name, 'src'));
  const below = new Map(
    files.map((file) => [
      file,
      imports(file)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => join(file, '..', specifier))
        .filter((other) => other !== file), // its own type
    ]),
  );
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (done.has(file)) return;
    expect(path, [...path, file].join(' → ')).not.toContain(file);
    for (const next of below.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
});

test('each WebAssembly kernel has a twin in TypeScript of the same name', () => {
  // What is exported, and how vectors are handled.
  const ofAssembly = ['index.ts', 'lists.ts', 'quality-score', 'trellis-colors.ts', 'vectors.ts'];
  const twins = [...readdirSync(join(core, 'kernels')), ...readdirSync(join(core, 'color'))];
  const names = readdirSync(join(packages, 'core', 'assembly')).filter((name) => !ofAssembly.includes(name));
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) expect(twins).toContain(name);
  const ofScore = readdirSync(join(packages, 'core', 'assembly', 'quality-score'));
  const scoreTwins = readdirSync(join(core, 'quality-score', 'kernels'));
  for (const name of ofScore) if (name !== 'index.ts') expect(scoreTwins).toContain(name);
});

/** Paths of the repository that a document names in code spans. */
const namedPaths = (document: string): string[] =>
  [...document.matchAll(/`((?:packages|test|docs|scripts)\/[\w./-]+)`/g)]
    .map(([, path]) => path!)
    .filter((path) => !path.startsWith('test/artifacts')); // made by the tests

/** Folders of core that a heading of the pipeline names, as in “Histogram (`histogram`)”. */
const namedStages = (document: string): string[] =>
  [...document.matchAll(/^#+ .*\((`[\w-]+`(?:, `[\w-]+`)*)\)/gm)].flatMap(([, names]) =>
    [...names!.matchAll(/`([\w-]+)`/g)].map(([, name]) => name!),
  );

test('documents name paths that exist', () => {
  const root = join(packages, '..');
  const named = ['CONTRIBUTING.md', 'README.md', 'docs/pipeline.md', 'docs/decisions.md'].flatMap((name) =>
    namedPaths(readFileSync(join(root, name), 'utf8')),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  const stages = namedStages(readFileSync(join(root, 'docs', 'pipeline.md'), 'utf8'));
  expect(stages.length).toBeGreaterThan(5);
  expect(stages.filter((name) => !existsSync(join(core, name)))).toEqual([]);
});
