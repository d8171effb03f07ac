// Compiles the deflate encoder to WebAssembly, as a file that the bundle of codecs contains.
import { compileAssembly, writeIfChanged } from '../../scripts/compile-assembly.mjs';

const { binary } = await compileAssembly({
  pages: 320, // the arrays of assembly/memory.ts and of the other files; pages that are not used cost nothing
  budget: 12_000,
});
writeIfChanged('src/wasm/deflate.wasm', binary);
