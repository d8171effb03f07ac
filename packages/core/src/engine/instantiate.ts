import { decodeBase64 } from './base64.ts';

/** The part of the host's WebAssembly API in use. Core includes no types of any host. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

/**
 * Returns a function that creates instances of a module, given as base64 text. It compiles the module once, and throws if
 * the host does not support or allow WebAssembly with SIMD.
 */
export function instantiator<Exports>(base64: string): () => Exports {
  let compiled: object | undefined;
  return () => {
    const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };
    compiled ??= new WebAssembly.Module(decodeBase64(base64));
    return new WebAssembly.Instance(compiled).exports as Exports;
  };
}
