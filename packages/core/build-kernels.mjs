// Compiles the kernels to WebAssembly. Writes them, and the interface of what they export, into a source file, so that nothing has
// to be fetched, and no type is written by hand.
import { compileAssembly, writeIfChanged } from '../../scripts/compile-assembly.mjs';

const { binary, declarations } = await compileAssembly({
  pages: 842, // 35 MB are laid out by the kernels, most of which is touched for large images alone
  budget: 24_000,
  more: [
    '--bindings=raw', // for the declarations
    '--disableWarning=112', // vectors between functions: they stay inside
  ],
});
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
writeIfChanged('src/engine/kernels-wasm.ts', text);

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
