// Bundles the components to ES modules that share what they have in common (`studio` holds all of them, `palette`
// edits alone, for code without a page), and the page that shows every state of them to one classic script,
// so that gallery.html opens from disk. Style sheets are minified and become strings.
import { readFile, rm } from 'node:fs/promises';
import { build, transform } from 'esbuild';
import { writeLicenses } from '../../scripts/notices.mjs';

/** Imports `*.css` as a minified string. */
const styleSheets = {
  name: 'style-sheets',
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

const shared = {
  bundle: true,
  target: 'es2022',
  platform: 'browser',
  plugins: [styleSheets],
  logLevel: 'warning',
};

await rm('dist/chunks', { recursive: true, force: true }); // those of earlier builds
const [{ metafile }] = await Promise.all([
  build({
    ...shared,
    entryPoints: ['src/index.ts', 'src/palette.ts', 'src/studio.ts'],
    format: 'esm',
    splitting: true,
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    metafile: true,
  }),
  build({
    ...shared,
    entryPoints: ['gallery/main.ts'],
    format: 'iife',
    outfile: 'dist/gallery.js',
    loader: { '.png': 'dataurl' }, // pixels of a file of the disk may not be read by a page
  }),
]);
writeLicenses({ metafiles: [metafile] });
