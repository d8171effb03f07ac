/** Glue code of a codec: creates an instance. */
export type CodecFactory<Exports> = (options: {
  readonly noInitialRun: boolean;
  readonly locateFile: (name: string) => string;
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
  readonly instantiateWasm: (
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance) => void,
  ) => object;
}) => Promise<Exports>;

/**
 * Returns a function that runs a codec. Each run has its own instance, so that neither a crash nor the memory of a large
 * image outlives it. Only the compiled module is cached.
 */
export function codecRunner<Exports>(
  factory: CodecFactory<Exports>,
  wasm: Uint8Array<ArrayBuffer>,
): <Result>(run: (exports: Exports) => Result | null) => Promise<Result> {
  let compiled: Promise<WebAssembly.Module> | undefined;
  return async (run) => {
    const messages: string[] = [];
    const print = (line: string) => void messages.push(line);
    compiled ??= WebAssembly.compile(wasm);
    const module = await compiled.catch((error: unknown) => {
      compiled = undefined; // a lack of memory may pass
      throw error;
    });
    const exports = await new Promise<Exports>((resolve, reject) => {
      factory({
        noInitialRun: true,
        locateFile: (name) => name,
        print,
        printErr: print,
        instantiateWasm(imports, done) {
          WebAssembly.instantiate(module, imports).then(done).catch(reject);
          return {};
        },
      }).then(resolve, reject);
    });
    const result = run(exports);
    if (result === null) throw new Error(messages.at(-1) ?? 'The codec returned no result.');
    return result;
  };
}
