/** The build replaces `.wasm` imports by their bytes. */
declare module '*.wasm' {
  const bytes: Uint8Array<ArrayBuffer>;

  // biome-ignore lint/style/noDefaultExport: the binary loader of esbuild exports by default
  export { bytes as default };
}
