/** The part of the host's WebAssembly API in use. Core includes no types of any host. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

const webAssembly = (): WebAssemblyApi =>
  (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;

/** Compiles a module from base64 text. Throws if the host does not support or allow WebAssembly with SIMD. */
export function compileModule(text: string): object {
  const { Module } = webAssembly();
  return new Module(decodeBase64(text));
}

/** Returns the exports of a new instance of a compiled module. */
export function instantiateModule<Exports>(module: object): Exports {
  const { Instance } = webAssembly();
  return new Instance(module).exports as Exports;
}

/** Base64 decoders of some hosts. */
interface Host {
  readonly Buffer?: { from(text: string, encoding: 'base64'): Uint8Array };
  readonly atob?: (text: string) => string;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Decodes base64 text without line breaks (RFC 4648). */
export function decodeBase64(text: string, { Buffer, atob }: Host = globalThis as Host): Uint8Array {
  if (Buffer) return Buffer.from(text, 'base64');
  if (atob) return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const length = text.replace(/=+$/, '').length;
  const bytes = new Uint8Array((length * 3) >> 2);
  let bits = 0;
  for (let i = 0, at = 0; i < length; i++) {
    bits = (bits << 6) | ALPHABET.indexOf(text[i]!);
    if (i % 4 > 0) bytes[at++] = bits >> (6 - 2 * (i % 4));
  }
  return bytes;
}
