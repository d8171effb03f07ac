/** Types of the parts in use of packages that have none. All are CommonJS. */

declare module 'quantize' {
  /** Returns `false` if there are no pixels or `maxColors` is not 2 to 256. */
  function quantize(pixels: number[][], maxColors: number): false | { palette(): number[][] };
  export = quantize;
}

declare module 'gifenc' {
  type Format = 'rgb565' | 'rgb444' | 'rgba4444';
  const gifenc: {
    quantize(
      rgba: Uint8Array | Uint8ClampedArray,
      maxColors: number,
      options: { format: Format },
    ): number[][];
    applyPalette(rgba: Uint8Array | Uint8ClampedArray, palette: number[][], format: Format): Uint8Array;
  };
  export = gifenc;
}

declare module 'upng-js' {
  const UPNG: {
    /** Reduces the colors of whole buffers of RGBA pixels. */
    quantize(buffers: ArrayBufferLike[], maxColors: number): { bufs: ArrayBuffer[] };
  };
  export = UPNG;
}
