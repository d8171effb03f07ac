// Bundles src to dist: an entry for each subpath, what they share, and a chunk for each codec that is loaded when it is
// first needed, its WebAssembly inside as text. Nothing is fetched and nothing asks where it was loaded from. tsc writes
// the types.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { writeLicenses } from '../../scripts/notices.mjs';

const ENTRIES = [
  '',
  'palettes/',
  'palettes/stylesheets/',
  'color-names/',
  'color-scheme/',
  'printable/',
  'worker/',
];

/** Replaces the CSS parser of culori, which gets only objects and hex values here: the readers have a parser of their own. */
const withoutParsers = {
  name: 'without-parsers',
  setup({ onLoad }) {
    onLoad({ filter: /culori[\\/]src[\\/]parse\.js$/ }, ({ path }) => ({
      contents: "export { default } from './rgb/parseHex.js';",
      resolveDir: dirname(path),
    }));
    onLoad({ filter: /culori[\\/]src[\\/]\w+[\\/][pP]arse\w+\.js$/ }, ({ path }) =>
      /Hex|Number/.test(basename(path)) ? undefined : { contents: 'export default () => undefined;' },
    );
  },
};

const { outputFiles, metafile } = await build({
  entryPoints: Object.fromEntries(ENTRIES.map((name) => [`${name}index`, `src/${name}index.ts`])),
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  splitting: true,
  platform: 'neutral',
  target: 'es2022',
  mainFields: ['module', 'main'],
  external: ['@kcolors/core'],
  loader: { '.wasm': 'binary' },
  minify: true,
  chunkNames: 'chunks/[name]-[hash]',
  legalComments: 'none',
  // The glue code of the codecs adds to the global object what it misses, and looks at where it was loaded from.
  define: { globalThis: 'hostGlobals', 'import.meta.url': '""' },
  inject: ['src/wasm/host-globals.ts'],
  logLevel: 'warning',
  plugins: [withoutParsers],
  write: false,
  metafile: true,
});

// Chunks first, the entries that name them last, then what is out of date: whoever reads meanwhile finds a whole.
for (const folder of ['chunks/', ...ENTRIES]) mkdirSync(`dist/${folder}`, { recursive: true });
const isEntry = ({ path }) => basename(path) === 'index.js';
// An import for its effects alone, of which no chunk has any: bundlers would warn of it.
const withoutBareImports = (text) => text.replace(/\bimport"\.[./\w-]+\.js";/g, '');
for (const isLate of [false, true]) {
  for (const file of outputFiles.filter((each) => isEntry(each) === isLate)) {
    writeFileSync(file.path, withoutBareImports(file.text));
  }
}
const current = outputFiles.map(({ path }) => basename(path));
for (const name of readdirSync('dist/chunks')) if (!current.includes(name)) rmSync(join('dist/chunks', name));

// Rules alone, in a file of their own that shares no chunk with codecs: pages and sandboxes take of it what they use.
await build({
  entryPoints: ['src/request/index.ts'],
  outfile: 'dist/request/index.js',
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  minify: true,
  logLevel: 'warning',
});

writeLicenses({ metafiles: [metafile], compiledIn: ['assemblyscript'] });
