// Bundles the sources and all dependencies to two Node entries, the command and its worker, and one script with one
// style sheet for the pages of --report. Node starts faster when it finds few files.
import { chmodSync, readdirSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { writeLicenses } from '../../scripts/notices.mjs';

const builds = await Promise.all([
  build({
    entryPoints: { kcolors: 'src/main.ts', worker: 'src/worker.ts' },
    outdir: 'dist',
    bundle: true,
    splitting: true, // a command loads what it needs
    chunkNames: 'chunk-[name]-[hash]', // beside the entries, which find files next to them
    format: 'esm',
    platform: 'node',
    external: ['@kcolors/avif'], // an add-on, if it is installed
    target: 'node20',
    minify: true,
    legalComments: 'none', // THIRD-PARTY-LICENSES.txt has them
    banner: { js: 'const require=process.getBuiltinModule;' }, // CommonJS dependencies require modules of Node
    logLevel: 'warning',
    metafile: true,
  }),
  build({
    entryPoints: { report: 'src/report/client.ts' }, // with report.css beside it
    outdir: 'dist',
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'warning',
    metafile: true,
  }),
]);
const current = builds.flatMap(({ metafile }) => Object.keys(metafile.outputs).map((path) => basename(path)));
for (const name of readdirSync('dist')) {
  if (name.startsWith('chunk-') && !current.includes(name)) rmSync(`dist/${name}`);
}
chmodSync('dist/kcolors.js', 0o755);
writeLicenses({ metafiles: builds.map(({ metafile }) => metafile) });
