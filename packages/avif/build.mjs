// Bundles src to dist: the entry, and a chunk for the decoder and the encoder each, which is loaded when it is first needed,
// its WebAssembly inside as text. Nothing is fetched and nothing asks where it was loaded from. tsc writes the types.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { writeLicenses } from '../../scripts/notices.mjs';

const { outputFiles, metafile } = await build({
  entryPoints: ['src/index.ts'],
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  splitting: true,
  platform: 'neutral',
  target: 'es2022',
  loader: { '.wasm': 'binary' },
  minify: true,
  chunkNames: 'chunks/[name]-[hash]',
  legalComments: 'none',
  // The glue code of the codecs adds to the global object what it misses, and looks at where it was loaded from.
  define: { globalThis: 'hostGlobals', 'import.meta.url': '""' },
  inject: ['src/host-globals.ts'],
  logLevel: 'warning',
  write: false,
  metafile: true,
});

mkdirSync('dist/chunks', { recursive: true });
const isEntry = ({ path }) => basename(path) === 'index.js';
for (const isLate of [false, true]) {
  for (const file of outputFiles.filter((each) => isEntry(each) === isLate))
    writeFileSync(file.path, file.text);
}
const current = outputFiles.map(({ path }) => basename(path));
for (const name of readdirSync('dist/chunks')) if (!current.includes(name)) rmSync(join('dist/chunks', name));

writeLicenses({ metafiles: [metafile] });
