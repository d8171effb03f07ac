/** The decoder of jpeg-js alone, because the types of the package need Node. */
declare module 'jpeg-js/lib/decoder.js' {
  function decode(
    bytes: Uint8Array,
    options: {
      useTArray: true;
      formatAsRGBA: boolean;
      tolerantDecoding: boolean;
      maxResolutionInMP: number;
      maxMemoryUsageInMB: number;
    },
  ): { data: Uint8Array; width: number; height: number };

  // biome-ignore lint/style/noDefaultExport: a CommonJS module, whose exports are the default export
  export { decode as default };
}
