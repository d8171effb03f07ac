import { WORKING_SPACES } from '../color/working-space.ts';
import { QuantizeError } from '../errors.ts';
import type { EngineChoice, ResolvedOptions } from '../options.ts';
import type { Engine } from './engine.ts';
import { createJsEngine } from './js-engine.ts';
import { createWasmEngine } from './wasm-engine.ts';

/** Engines that have no job. Each has a memory that is filled anew by every job, so a few are enough. */
const idle: Engine[] = [];
const MOST_IDLE = 2;

let wasmFailed = false;

/**
 * An engine for one job on about so many pixels, in the space of the options. Give it back when the job is over, however
 * it ended.
 */
export function takeEngine(
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

export function giveBack(engine: Engine): void {
  if (idle.length < MOST_IDLE) idle.push(engine);
}

function createEngine(wanted: Engine['kind'], choice: EngineChoice): Engine {
  if (wanted === 'js') return createJsEngine();
  try {
    return createWasmEngine();
  } catch (error) {
    if (choice === 'wasm')
      throw new QuantizeError('no-webassembly', 'engine', 'a host with WebAssembly', error);
    wasmFailed = true; // it would fail again: no SIMD, or a policy that forbids it
    return createJsEngine();
  }
}
