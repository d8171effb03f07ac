// Compiles AssemblyScript to WebAssembly: the kernels of core and of its quality score, and the deflate encoder of codecs.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import asc from 'assemblyscript/asc';

/**
 * Compiles a file of the current folder, by default assembly/index.ts. A line `// @inline` stands for the decorator of that
 * name, which is not TypeScript. Returns the module and the declarations of its exports, if `bindings` asks for them.
 * @param pages - pages of 64 kB to start with
 * @param budget - maximum number of bytes of the module
 */
export async function compileAssembly({ entry = 'assembly/index.ts', pages, budget, more = [] }) {
  const written = {};
  const options = [
    entry,
    '--outFile=module.wasm',
    '-O3',
    '--converge',
    '--noAssert',
    '--runtime=stub',
    '--enable=simd',
    `--initialMemory=${pages}`,
    '--disableWarning=201', // usize beside u32: there is one size of address
    ...more,
  ];
  const { error, stderr } = await asc.main(options, {
    readFile: (name, folder) => {
      const path = resolve(folder, name);
      return existsSync(path) ? readFileSync(path, 'utf8').replaceAll('\n// @inline\n', '\n@inline\n') : null;
    },
    writeFile: (name, contents) => {
      written[name] = contents;
    },
  });
  if (error) throw new Error(`${error.message}\n${stderr}`);
  const binary = written['module.wasm'];
  if (binary.length > budget)
    throw new Error(`The module has ${binary.length} bytes; ${budget} are allowed.`);
  return { binary, declarations: written['module.d.ts'] };
}

/** Writes a file at once, unless it has this content already. */
export function writeIfChanged(path, contents) {
  if (existsSync(path) && readFileSync(path).equals(Buffer.from(contents))) return;
  writeFileSync(`${path}.new`, contents);
  renameSync(`${path}.new`, path);
}
