import { LINEAR } from '../../color/srgb.ts';
import { compileModule, instantiateModule } from '../../engine/embedded-module.ts';
import { createBuffer, type GrowingMemory } from '../../engine/stack-memory.ts';
import { SCORE_WASM, type ScoreModule } from '../kernels-wasm.ts';
import { compare } from './compare.ts';
import { halve } from './halve.ts';
import { toLinear } from './linear.ts';
import { prepare } from './prepare.ts';
import type { Strip } from './strip.ts';
import { createWorkspace, type Workspace } from './workspace.ts';
import { toXyb } from './xyb.ts';

/**
 * The loops of the quality score over pixels, in TypeScript or in WebAssembly, with the same results to the bit. Arrays
 * that they read and write are those of the workspace.
 */
export interface ScoreKernels {
  readonly kind: 'js' | 'wasm';
  /** Returns the arrays for images of a width. Earlier ones become invalid. */
  workspace(width: number): Workspace;
  toLinear(pixels: Uint32Array, count: number, background: number, to: Float32Array): void;
  toXyb(linear: Float32Array, count: number, to: Float32Array): void;
  halve(from: Float32Array, width: number, rows: number, to: Float32Array): void;
  prepare(plane: Float32Array, strip: Strip, means: Float32Array, variances: Float32Array): void;
  compare(
    original: Float32Array,
    result: Float32Array,
    means: Float32Array,
    variances: Float32Array,
    strip: Strip,
    sums: Float64Array,
  ): void;
}

/** Creates the kernels in TypeScript. */
export function createJsKernels(): ScoreKernels {
  const workspace = cachedWorkspace(createBuffer(), 0);
  return { kind: 'js', workspace, toLinear, toXyb, halve, prepare, compare };
}

let compiled: object | undefined;

/** Creates the kernels in WebAssembly. Throws if the host does not support or allow WebAssembly with SIMD. */
export function createWasmKernels(): ScoreKernels {
  compiled ??= compileModule(SCORE_WASM);
  const kernels = instantiateModule<ScoreModule>(compiled);
  const { memory } = kernels;
  new Float32Array(memory.buffer, kernels.LINEAR.value, LINEAR.length).set(LINEAR);
  const workspace = cachedWorkspace(memory, kernels.heapBase());
  const at = ({ byteOffset }: { readonly byteOffset: number }): number => byteOffset;
  return {
    kind: 'wasm',
    workspace,
    toLinear: (pixels, count, background, to) => kernels.toLinear(at(pixels), count, background, at(to)),
    toXyb: (linear, count, to) => kernels.toXyb(at(linear), count, at(to)),
    halve: (from, width, rows, to) => kernels.halve(at(from), width, rows, at(to)),
    prepare(plane, { above, below, rows, width }, means, variances) {
      const { room } = workspace(width);
      kernels.prepare(at(plane), width, above, rows, below, at(means), at(variances), at(room));
    },
    compare(original, result, means, variances, { above, below, rows, width }, sums) {
      const planes = [at(original), at(result), at(means), at(variances)] as const;
      kernels.compare(...planes, width, above, rows, below, at(sums), at(workspace(width).room));
    },
  };
}

/** Returns the last workspace again while it is wide enough. */
function cachedWorkspace(memory: GrowingMemory, base: number): (width: number) => Workspace {
  let cached: Workspace | undefined;
  return (width) => {
    if (!cached || cached.width < width) cached = createWorkspace(memory, base, width);
    return cached;
  };
}

let shared: ScoreKernels | undefined;

/** Returns the kernels that all scores share: each call of them runs to its end. */
export function sharedKernels(): ScoreKernels {
  if (shared) return shared;
  try {
    shared = createWasmKernels();
  } catch {
    shared = createJsKernels(); // no SIMD, or forbidden by a policy: it would fail again
  }
  return shared;
}
