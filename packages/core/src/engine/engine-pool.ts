import { WORKING_SPACES } from '../color/working-space.ts';
import { QuantizeError } from '../errors.ts';
import type { EngineChoice, ResolvedOptions } from '../options.ts';
import type { Engine } from './engine.ts';
import { createJsEngine } from './js-engine.ts';
import { createWasmEngine } from './wasm-engine.ts';

/** Idle engines. Every job refills an engine's memory, so a few are enough. */
const idle: Engine[] = [];
const MAX_IDLE = 2;

let wasmFailed = false;

/**
 * Returns an engine for one job on about `pixels` pixels, in the working space of the options. Pass it to `releaseEngine`
 * when the job ends, even if it fails.
 */
export function acquireEngine(
  { engine: choice, space }: Pick<ResolvedOptions, 'engine' | 'space'>,
  pixels: number,
): Engine {
  const automatic = wasmFailed ? 'js' : 'wasm';
  const wanted = choice === 'auto' ? automatic : choice;
  const at = idle.findIndex(({ kind }) => kind === wanted);
  const taken = at < 0 ? createEngine(wanted, choice) : idle.splice(at, 1)[0]!;
  taken.begin(WORKING_SPACES[space], pixels);
  return taken;
}

/** Returns an engine to the pool of idle ones. */
export function releaseEngine(engine: Engine): void {
  if (idle.length < MAX_IDLE) idle.push(engine);
}

function createEngine(wanted: Engine['kind'], choice: EngineChoice): Engine {
  if (wanted === 'js') return createJsEngine();
  try {
    return createWasmEngine();
  } catch (error) {
    if (choice === 'wasm')
      throw new QuantizeError('no-webassembly', 'engine', 'a host with WebAssembly', error);
    wasmFailed = true; // no SIMD, or forbidden by a policy: it would fail again
    return createJsEngine();
  }
}
