/** A plain `ImageData`, because Node has none and browsers limit the size of theirs. */
class ImageData {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;

  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data;
    this.width = width;
    this.height = height;
  }
}

/**
 * Replaces `globalThis` in the glue code of the codecs (see build.mjs). It has only the constructors that the glue code
 * looks up by name, so that the code neither detects its host nor modifies globals.
 */
export const hostGlobals: Record<string, unknown> = { ImageData, Uint8Array, Uint8ClampedArray };
