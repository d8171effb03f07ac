// Bundles the sources to the two files that Figma loads: the script of the sandbox, in the JavaScript of 2017 because
// its engine is behind browsers, and one page that holds its style and, packed, its script and that of its worker.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';
import { build } from 'esbuild';
import { bundledFolders, noticesOf, writeLicenses } from '../../scripts/notices.mjs';

const common = {
  bundle: true,
  minify: true,
  format: 'iife',
  legalComments: 'none', // their texts stand at the end of each file
  logLevel: 'warning',
  metafile: true,
  write: false,
};

/** Figma takes no WebP. Its encoder is a quarter of the codecs. */
const withoutEncoders = {
  name: 'without-encoders',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]webp-encoder-\w+\.js$/ }, () => ({
      contents: 'throw new Error("This image format is not written.");',
    }));
  },
};

/** Bundles for the page; the script, and the style that it imports. */
async function bundle(entry) {
  const { outputFiles, metafile } = await build({
    ...common,
    entryPoints: [entry],
    plugins: [withoutEncoders],
    platform: 'browser',
    target: 'es2022',
    outdir: 'dist',
  });
  const textOf = (extension) => outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? '';
  return { script: textOf('.js'), style: textOf('.css'), metafile };
}

/** What is within an element ends at its end tag, also in a string or a comment. */
const within = (element, source) =>
  source.replace(new RegExp(`</(${element})`, 'gi'), '<\\/$1').replace(/<!--/g, '\\x3C!--');

/** A script as deflated bytes in base64: the page is under a megabyte. */
const packed = (script) => deflateRawSync(script, { level: 9 }).toString('base64');

async function buildPage() {
  const [template, page, worker] = await Promise.all([
    readFile('src/ui/ui.html', 'utf8'),
    bundle('src/ui/main.ts'),
    bundle('src/ui/worker.ts'),
  ]);
  const parts = {
    style: within('style', page.style),
    worker: packed(worker.script),
    script: packed(page.script),
  };
  const metafiles = [page.metafile, worker.metafile];
  return {
    metafiles,
    // A function, because `$&` and the like of a text would be taken for patterns.
    html: template.replace(/\/\* (style|worker|script) \*\//g, (_, name) => parts[name]),
  };
}

async function buildScript() {
  const { outputFiles, metafile } = await build({
    ...common,
    entryPoints: ['src/main/main.ts'],
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2017',
    outfile: 'dist/main.js',
  });
  return { script: outputFiles[0].text, metafiles: [metafile] };
}

/** Third-party notices as a comment: Figma loads these two files and no other, so each brings its own. */
const comment = (start, notices, end) => `${start}\n${notices.replaceAll(end, [...end].join(' '))}${end}\n`;

await mkdir('dist', { recursive: true });
const [main, page] = await Promise.all([buildScript(), buildPage()]);
writeLicenses({ metafiles: [...main.metafiles, ...page.metafiles] });
const noticesIn = ({ metafiles }) => noticesOf(bundledFolders('.', metafiles));
await Promise.all([
  writeFile('dist/main.js', main.script + comment('/*', noticesIn(main), '*/')),
  writeFile('dist/ui.html', page.html + comment('<!--', noticesIn(page), '-->')),
]);
