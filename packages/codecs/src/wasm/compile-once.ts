/**
 * Returns a function that compiles a module on first use and caches it. A failure, such as a lack of memory, is not
 * cached.
 */
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
