/** Compiles a module when it is first needed, and keeps it. After a failure, such as a lack of memory, it is tried again. */
export function compileOnce(wasm: Uint8Array<ArrayBuffer>): () => Promise<WebAssembly.Module> {
  let compiled: Promise<WebAssembly.Module> | undefined;
  return async () => {
    compiled ??= WebAssembly.compile(wasm);
    try {
      return await compiled;
    } catch (error) {
      compiled = undefined;
      throw error;
    }
  };
}
