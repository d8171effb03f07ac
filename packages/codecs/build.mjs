// Bundles src to dist: one entry, and a chunk for each codec that is loaded when it is first needed, its
// WebAssembly inside as text. Nothing is fetched and nothing asks where it was loaded from. tsc writes the types.
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist/chunks', { recursive: true, force: true }); // their names change with their contents

await build({
  entryPoints: ['src/index.ts'],
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
  legalComments: 'linked',
  // The glue code of the codecs adds to the global object what it misses, and looks at where it was loaded from.
  define: { globalThis: 'hostGlobals', 'import.meta.url': '""' },
  inject: ['src/wasm/host-globals.ts'],
  logLevel: 'warning',
});
