import { CodecError } from '../errors.ts';

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
  let compiled: Promise<WebAssembly.Module> | undefined;
  return async (what, run) => {
    compiled ??= WebAssembly.compile(wasm);
    const module = await compiled;
    const messages: string[] = [];
    const print = (line: string) => void messages.push(line);
    try {
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
      const said = messages.at(-1) ?? (error instanceof Error ? error.message : 'out of memory');
      throw new CodecError('codec-failed', `The ${what} failed: ${said}.`, error);
    }
  };
}
