import { CodecError } from '../errors.ts';
import { isMemoryError } from '../memory-error.ts';
import { compileOnce } from './compile-once.ts';

/** What libjpeg says when it has no memory. */
const MEMORY_IS_SHORT = /^Insufficient memory/;

/** The glue code of a codec: makes an instance from its options. */
export type EmscriptenFactory<Exports> = (options: {
  readonly noInitialRun: boolean;
  readonly locateFile: (name: string) => string;
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
  readonly instantiateWasm: (
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance) => void,
  ) => object;
}) => Promise<Exports>;

export interface EmscriptenRun<Result> {
  readonly result: Result;
  /** What the codec printed: warnings, one per line. */
  readonly messages: readonly string[];
}

/**
 * Makes a runner for one codec. Each run has an instance of its own, so that neither a crash nor the memory of a
 * large image outlives it; only the compiled module is kept. Failures are `CodecError`s with what the codec said.
 */
export function createEmscriptenRunner<Exports>(
  factory: EmscriptenFactory<Exports>,
  wasm: Uint8Array<ArrayBuffer>,
): <Result>(what: string, run: (exports: Exports) => Result) => Promise<EmscriptenRun<NonNullable<Result>>> {
  const compile = compileOnce(wasm);
  return async (what, run) => {
    const messages: string[] = [];
    const print = (line: string) => void messages.push(line);
    try {
      const module = await compile();
      const exports = await new Promise<Exports>((resolve, reject) => {
        const instantiateWasm = (
          imports: WebAssembly.Imports,
          done: (instance: WebAssembly.Instance) => void,
        ) => {
          WebAssembly.instantiate(module, imports).then(done).catch(reject);
          return {};
        };
        factory({
          noInitialRun: true,
          locateFile: (name) => name,
          print,
          printErr: print,
          instantiateWasm,
        }).then(resolve, reject);
      });
      const result = run(exports);
      if (result === null || result === undefined) throw new Error('no result');
      return { result, messages };
    } catch (error) {
      if (isMemoryError(error) || messages.some((message) => MEMORY_IS_SHORT.test(message))) {
        throw new CodecError('out-of-memory', `There is not enough memory for the ${what}.`, error);
      }
      const said = messages.at(-1);
      throw new CodecError('codec-failed', `The ${what} failed${said ? `: ${said}` : ''}.`, error);
    }
  };
}
