// Bundles `src/parallel` to dist: one file for every host, the script of its threads inside as text. Nothing is
// fetched and nothing asks where it was loaded from. tsc has written the rest of dist, and the types.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = dirname(fileURLToPath(import.meta.url));
const output = join(folder, 'dist/parallel');

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
};

/** What workerpool requires of Node comes from `node-modules.ts`; what it has and we do not use is left out. */
const workerpoolWithout = (unused) => ({
  name: 'workerpool-parts',
  setup({ onResolve, onLoad }) {
    const path = join(folder, 'src/parallel/node-modules.ts');
    onResolve({ filter: /^(worker_threads|os)$/ }, () => ({ path }));
    onResolve({ filter: unused }, () => ({ path: 'unused', namespace: 'unused' }));
    onLoad({ filter: /./, namespace: 'unused' }, () => ({ contents: '' }));
  },
});

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
  const { outputFiles } = await build({
    ...shared,
    entryPoints: ['src/parallel/worker.ts'],
    format: 'iife',
    plugins: [workerpoolWithout(/^\.\/(Pool|WorkerHandler)$/), kernelsLeftOut],
  });
  return outputFiles[0].text;
}

/** The entry `./parallel`. The files of core stay imports, so that its errors are those of the package's own entry. */
async function bundleParallel(workerSource) {
  const core = {
    name: 'core-outside',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.\/.*\.ts$/ }, ({ path }) => ({
        path: path.replace(/ts$/, 'js'),
        external: true,
      }));
    },
  };
  const { outputFiles } = await build({
    ...shared,
    entryPoints: ['src/parallel/index.ts'],
    format: 'esm',
    define: { WORKER_PARTS: JSON.stringify(workerSource.split(KERNELS)) },
    plugins: [workerpoolWithout(/^child_process$|^\.\/(worker|generated\/embeddedWorker)$/), core],
  });
  return outputFiles[0].text;
}

/** Writes a file of dist in one go: whoever reads meanwhile finds the old one or the new one, whole. */
function write(name, text) {
  mkdirSync(output, { recursive: true });
  writeFileSync(join(output, `${name}.new`), text);
  renameSync(join(output, `${name}.new`), join(output, name));
}

/** What is bundled comes with its license. */
function licenses() {
  const manifest = createRequire(import.meta.url).resolve('workerpool/package.json');
  return `workerpool: LICENSE\n\n${readFileSync(join(dirname(manifest), 'LICENSE'), 'utf8').trim()}\n`;
}

write('index.js', await bundleParallel(await bundleWorker()));
write('THIRD-PARTY-LICENSES.txt', licenses());
