/** An `ImageData` that is only its parts: Node has none, and browsers limit the size of theirs. */
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
 * What the glue code of the codecs finds under the name `globalThis` (see build.mjs): the constructors that it
 * looks up by name, and nothing of the host, so that it neither asks where it runs nor leaves anything behind.
 */
export const hostGlobals: Record<string, unknown> = { ImageData, Uint8Array, Uint8ClampedArray };
