// Compiles the kernels to WebAssembly. Writes them, and the interface of what they export, into source files, so that nothing
// has to be fetched, and no type is written by hand.
import { compileAssembly, writeIfChanged } from '../../scripts/compile-assembly.mjs';

const MORE = [
  '--bindings=raw', // for the declarations
  '--disableWarning=112', // vectors between functions: they stay inside
];

await writeModule('src/engine/kernels-wasm.ts', './stack-memory.ts', ['Kernels', 'KERNELS_WASM'], {
  pages: 842, // 35 MB are laid out by the kernels, most of which is touched for large images alone
  budget: 24_000,
});
// A module of its own, because most of those who use core resize nothing.
await writeModule('src/resize/resample-wasm.ts', '../engine/stack-memory.ts', ['Resample', 'RESAMPLE_WASM'], {
  entry: 'assembly/resample.ts',
  pages: 1, // it grows with the width of the image
  budget: 1_500,
});

// Compiled only where a quality score is needed.
await writeModule(
  'src/quality-score/kernels-wasm.ts',
  '../engine/stack-memory.ts',
  ['ScoreModule', 'SCORE_WASM'],
  { entry: 'assembly/quality-score/index.ts', pages: 1, budget: 6_500 },
);

/** Compiles a module and writes it to a source file. */
async function writeModule(path, memoryPath, [type, constant], options) {
  const { binary, declarations } = await compileAssembly({ ...options, more: MORE });
  const text = `// Made by build-kernels.mjs from assembly/: ${binary.length} bytes of WebAssembly as base64, and what they export.
import type { GrowingMemory } from '${memoryPath}';

/** A number that is exported as a global. */
interface Address {
  readonly value: number;
}

export interface ${type} {
  readonly memory: GrowingMemory;
${membersOf(declarations).join('\n')}
}

export const ${constant}: string =
  '${Buffer.from(binary).toString('base64')}';
`;
  writeIfChanged(path, text);
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
