// Bundles the sources: the extension for both hosts, the script of its threads (for Node, the web worker host and the
// preview alike), the formats and names of palettes (for the same three), and the pages. Everything is
// inside: nothing is downloaded, at no time.
import { build } from 'esbuild';
import { writeLicenses } from '../../scripts/notices.mjs';

const common = {
  bundle: true,
  minify: true,
  target: 'es2022',
  outdir: 'dist',
  logLevel: 'warning',
  legalComments: 'none', // THIRD-PARTY-LICENSES.txt holds their texts
  metafile: true,
  loader: { '.css': 'text' }, // a page is one text with its style
};

const builds = await Promise.all([
  build({
    ...common,
    entryPoints: { extension: 'src/node.ts' },
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['vscode'],
  }),
  build({
    ...common,
    entryPoints: { 'extension.web': 'src/web.ts' },
    format: 'cjs',
    platform: 'browser',
    external: ['vscode'],
  }),
  build({
    ...common,
    entryPoints: { worker: 'src/workers/worker.ts' },
    format: 'iife',
    platform: 'browser',
    external: ['node:worker_threads'], // asked for only where there is no worker of a browser
  }),
  build({
    ...common,
    entryPoints: { palettes: 'src/palette/library.ts' },
    format: 'iife',
    globalName: 'kcolorsPalettes',
    footer: { js: "if (typeof module === 'object') module.exports = kcolorsPalettes;" },
    platform: 'browser',
  }),
  build({
    ...common,
    entryPoints: { webview: 'src/webview/main.ts', 'palette-view': 'src/webview/palette-view.ts' },
    format: 'iife',
    platform: 'browser',
  }),
]);

writeLicenses({ metafiles: builds.map(({ metafile }) => metafile) });
