/** The decoder of jpeg-js alone; the types of the package are for Node. */
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

  // biome-ignore lint/style/noDefaultExport: a CommonJS module, whose exports are its default
  export { decode as default };
}
