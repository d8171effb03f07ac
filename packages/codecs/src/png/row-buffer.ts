/** Memory of a row in a PNG file: one byte with the number of the filter, then the samples. */
export interface RowBuffer {
  /** The whole row. */
  readonly bytes: Uint8Array;
  readonly samples: Uint8Array;
  /** The samples, four per word; up to three at the end are missing. */
  readonly words: Uint32Array;
}

/** Returns a buffer for a row of `length` bytes of samples. All are zero. */
export function createRowBuffer(length: number): RowBuffer {
  const buffer = new ArrayBuffer(4 + length); // the filter is at byte 3, so that the samples start at a word
  return {
    bytes: new Uint8Array(buffer, 3),
    samples: new Uint8Array(buffer, 4),
    words: new Uint32Array(buffer, 4, length >> 2),
  };
}
