import { CodecError } from '../errors.ts';
import { isMemoryError } from '../memory-error.ts';
import { compileOnce } from './compile-once.ts';

/** Message of libjpeg when it runs out of memory. */
const MEMORY_IS_SHORT = /^Insufficient memory/;

/** Glue code of a codec: creates an instance. */
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

/** Result of a codec. */
export interface EmscriptenRun<Result> {
  readonly result: Result;
  /** Printed lines, which are warnings. */
  readonly messages: readonly string[];
}

/**
 * Creates a runner for one codec. Each run has its own instance, so that neither a crash nor the memory of a large image
 * outlives it. Only the compiled module is cached.
 * @throws {CodecError} `'out-of-memory'` or `'codec-failed'`, with the last message of the codec.
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
      const lastMessage = messages.at(-1);
      throw new CodecError(
        'codec-failed',
        `The ${what} failed${lastMessage ? `: ${lastMessage}` : ''}.`,
        error,
      );
    }
  };
}
