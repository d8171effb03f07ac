// Compiles the kernels to WebAssembly. Writes them, and the interface of what they export, into a source file, so that nothing has
// to be fetched, and no type is written by hand.
import { compileAssembly, writeIfChanged } from '../../scripts/compile-assembly.mjs';

const more = [
  '--bindings=raw', // for the declarations
  '--disableWarning=112', // vectors between functions: they stay inside
];

writeKernels(
  'src/engine/kernels-wasm.ts',
  './stack-memory.ts',
  await compileAssembly({
    pages: 842, // 35 MB are laid out by the kernels, most of which is touched for large images alone
    budget: 24_000,
    more,
  }),
);
// Compiled only where a quality score is needed.
writeKernels(
  'src/quality-score/kernels-wasm.ts',
  '../engine/stack-memory.ts',
  await compileAssembly({ entry: 'assembly/quality-score/index.ts', pages: 1, budget: 8000, more }),
);

/** Writes a module as base64, and the interface of what it exports. */
function writeKernels(path, memoryPath, { binary, declarations }) {
  writeIfChanged(
    path,
    `// Made by build-kernels.mjs from assembly/: ${binary.length} bytes of WebAssembly as base64, and what they export.
import type { GrowingMemory } from '${memoryPath}';

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
`,
  );
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
