// Compiles the deflate encoder to WebAssembly, as a file that the bundle of codecs contains.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import asc from 'assemblyscript/asc';

/** Pages of 64 kB: the arrays of assembly/memory.ts and of the other files. Pages that are not used cost nothing. */
const PAGES = 320;
/** Maximum number of bytes of the module. */
const BUDGET = 12_000;
const MODULE = 'src/wasm/deflate.wasm';

await compile();

async function compile() {
  const written = {};
  const options = [
    'assembly/index.ts',
    '--outFile=deflate.wasm',
    '-O3',
    '--converge',
    '--noAssert',
    '--runtime=stub',
    '--enable=simd',
    `--initialMemory=${PAGES}`,
    '--disableWarning=201', // usize beside u32: there is one size of address
  ];
  const { error, stderr } = await asc.main(options, {
    // A line `// @inline` stands for the decorator of that name, which is not TypeScript.
    readFile: (name, folder) => {
      const path = resolve(folder, name);
      return existsSync(path) ? readFileSync(path, 'utf8').replaceAll('\n// @inline\n', '\n@inline\n') : null;
    },
    writeFile: (name, contents) => {
      written[name] = contents;
    },
  });
  if (error) throw new Error(`${error.message}\n${stderr}`);
  const binary = written['deflate.wasm'];
  if (binary.length > BUDGET)
    throw new Error(`The deflate encoder has ${binary.length} bytes; ${BUDGET} are allowed.`);
  if (existsSync(MODULE) && readFileSync(MODULE).equals(binary)) return;
  writeFileSync(`${MODULE}.new`, binary);
  renameSync(`${MODULE}.new`, MODULE);
}
