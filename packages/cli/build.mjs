// Bundles the sources to two Node entries, the command and its worker, and one script with one style sheet
// for the pages of --report. Dependencies stay imports: npm installs them.
import { chmodSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { writeLicenses } from '../../scripts/notices.mjs';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

const builds = await Promise.all([
  build({
    entryPoints: { kcolors: 'src/main.ts', worker: 'src/worker.ts' },
    outdir: 'dist',
    bundle: true,
    splitting: true, // a command loads what it needs
    chunkNames: 'chunk-[name]-[hash]', // beside the entries, which find files next to them
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: Object.keys(dependencies),
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
