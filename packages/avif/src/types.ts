/** 8-bit RGBA pixels, `width * height * 4` bytes, not premultiplied. */
export interface AvifImage {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Options of `encodeAvif`. */
export interface AvifEncodeOptions {
  /** 0 to 100, where 100 is the best. It is a scale of libavif, not a quality score. */
  readonly quality: number;
  /** How long the encoder searches for a smaller file. @defaultValue 'default' */
  readonly effort?: 'fast' | 'default' | 'best';
  /**
   * Resolution of the colors beside the lightness: half in both directions (4:2:0), or full (4:4:4). Files of the same
   * quality score are smaller with full resolution. @defaultValue 'full'
   */
  readonly chroma?: 'half' | 'full';
}
