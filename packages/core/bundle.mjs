// Bundles the entries to dist, for every host; the script of the threads is inside as text. Nothing is fetched and nothing
// asks where it was loaded from. tsc has written the types.
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writeLicenses } from '../../scripts/notices.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const chunks = join(folder, 'dist/chunks');

const shared = {
  absWorkingDir: folder,
  bundle: true,
  minify: true,
  platform: 'neutral',
  mainFields: ['main'],
  target: 'es2022',
  legalComments: 'none', // their text is in THIRD-PARTY-LICENSES.txt
  logLevel: 'warning',
  write: false,
  metafile: true,
};

/** What stands in the script for the WebAssembly module, which `./parallel` has from core and puts in its place. */
const KERNELS = '%KERNELS%';

const kernelsLeftOut = {
  name: 'kernels-left-out',
  setup({ onLoad }) {
    const contents = `export const KERNELS_WASM = '${KERNELS}';`;
    onLoad({ filter: /kernels-wasm\.ts$/ }, () => ({ contents }));
  },
};

/** The script of a thread, with all of core, as text. Classic: modules do not start in pages without an origin. */
async function bundleWorker() {
  const { outputFiles, metafile } = await build({
    ...shared,
    entryPoints: ['src/parallel/worker.ts'],
    format: 'iife',
    plugins: [kernelsLeftOut],
  });
  return { source: outputFiles[0].text, metafile };
}

/** The entries, `.`, `./palette`, `./parallel`, `./quality-score`, `./resize` and `./threads`, and what they share: few files, since each costs time when core is imported. */
async function bundleEntries(workerSource) {
  const { outputFiles, metafile } = await build({
    ...shared,
    minify: false,
    entryPoints: {
      index: 'src/index.ts',
      'palette/index': 'src/palette/index.ts',
      'parallel/index': 'src/parallel/index.ts',
      'quality-score/index': 'src/quality-score/index.ts',
      'resize/index': 'src/resize/index.ts',
      'threads/index': 'src/threads/index.ts',
    },
    outdir: 'dist',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    define: { WORKER_TEXT: JSON.stringify(workerSource), KERNELS_MARK: JSON.stringify(KERNELS) },
  });
  // An import for its effects alone, of which no chunk has any: bundlers would warn of it.
  const withoutBare = (text) => text.replace(/^import "[^"]+";\n/gm, '');
  return { files: outputFiles.map(({ path, text }) => ({ path, text: withoutBare(text) })), metafile };
}

/** Writes a file in one go: whoever reads meanwhile finds the old one or the new one, whole. */
function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

const worker = await bundleWorker();
const { files, metafile } = await bundleEntries(worker.source);
const isChunk = ({ path }) => dirname(path) === chunks;
for (const { path, text } of files.filter(isChunk)) write(path, text); // before the entries that name them
for (const { path, text } of files.filter((file) => !isChunk(file))) write(path, text);
const current = files.map(({ path }) => path);
for (const name of readdirSync(chunks)) if (!current.includes(join(chunks, name))) rmSync(join(chunks, name));
// The kernels hold code of AssemblyScript's standard library.
writeLicenses({ folder, metafiles: [worker.metafile, metafile], compiledIn: ['assemblyscript'] });
