// Compiles the kernels to WebAssembly. Writes them, and the interface of what they export, into a source file, so that nothing has
// to be fetched, and no type is written by hand.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import asc from 'assemblyscript/asc';

/** Pages of 64 kB to start with: 35 MB are laid out by the kernels, most of which is touched for large images alone. */
const PAGES = 842;
/** Most bytes that the kernels may have. */
const BUDGET = 24_000;
const KERNELS = 'src/engine/kernels-wasm.ts';

await compileKernels();

async function compileKernels() {
  const { binary, declarations, error, stderr } = await compile([
    'assembly/index.ts',
    '--outFile=kernels.wasm',
    '-O3',
    '--converge',
    '--noAssert',
    '--runtime=stub',
    '--bindings=raw', // for the declarations
    '--enable=simd',
    `--initialMemory=${PAGES}`,
    '--disableWarning=201', // usize beside u32: there is one size of address
    '--disableWarning=112', // vectors between functions: they stay inside
  ]);
  if (error) throw new Error(`${error.message}\n${stderr}`);
  if (binary.length > BUDGET)
    throw new Error(`The kernels have ${binary.length} bytes; ${BUDGET} are allowed.`);
  const text = `// Made by build-kernels.mjs from assembly/: ${binary.length} bytes of WebAssembly as base64, and what they export.
import type { GrowingMemory } from './stack-memory.ts';

/** A number that is exported as a global. */
interface Address {
  readonly value: number;
}

export interface Kernels {
  readonly memory: GrowingMemory;
${membersOf(declarations).join('\n')}
}

export const KERNELS_WASM: string =
  '${Buffer.from(binary).toString('base64')}';
`;
  if (existsSync(KERNELS) && readFileSync(KERNELS, 'utf8') === text) return;
  writeFileSync(`${KERNELS}.new`, text);
  renameSync(`${KERNELS}.new`, KERNELS);
}

/** Members of the interface, from the compiler's declarations. Kernels give a bool as 0 or 1. */
function membersOf(declarations) {
  const constants = [...declarations.matchAll(/export const (\w+): \{/g)].map(
    ([, name]) => `  readonly ${name}: Address;`,
  );
  const functions = [...declarations.matchAll(/export function (\w+\([^)]*\)): (\w+);/g)].map(
    ([, signature, result]) => `  ${signature}: ${result === 'boolean' ? 'number' : result};`,
  );
  return [...constants, ...functions];
}

/**
 * Runs the AssemblyScript compiler on files, and catches what it writes. A line `// @inline` stands for the decorator of
 * that name, which is none of TypeScript.
 */
async function compile(args) {
  const written = {};
  const { error, stderr } = await asc.main(args, {
    readFile: (name, folder) => {
      const path = resolve(folder, name);
      return existsSync(path) ? readFileSync(path, 'utf8').replaceAll('\n// @inline\n', '\n@inline\n') : null;
    },
    writeFile: (name, contents) => {
      written[name] = contents;
    },
  });
  return {
    binary: written['kernels.wasm'],
    declarations: written['kernels.d.ts'],
    error,
    stderr: stderr.toString(),
  };
}
