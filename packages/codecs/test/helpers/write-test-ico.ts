/** A picture of a test icon: a PNG, or colors and mask as a DIB. */
export interface TestIcon {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** Writes a Windows icon, or a cursor. */
export function writeTestIco(pictures: readonly TestIcon[], isCursor = false): Buffer {
  const header = Buffer.from([0, 0, isCursor ? 2 : 1, 0, pictures.length, 0]);
  let at = 6 + 16 * pictures.length;
  const entries = pictures.map(({ width, height, bytes }) => {
    const entry = Buffer.alloc(16);
    entry[0] = width % 256;
    entry[1] = height % 256;
    entry.writeUInt32LE(bytes.length, 8);
    entry.writeUInt32LE(at, 12);
    at += bytes.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...pictures.map(({ bytes }) => bytes)]);
}

export interface TestDib {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: number;
  /** Colors as blue, green, red, 0. */
  readonly palette?: readonly number[];
  /** Rows of colors from the bottom, and rows of the mask. */
  readonly pixels: Uint8Array;
  readonly mask: Uint8Array;
}

/** Writes the picture of an icon that is not a PNG: a BMP without its file header, of double height. */
export function writeTestDib({ width, height, bitsPerPixel, palette = [], pixels, mask }: TestDib): Buffer {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(width, 4);
  header.writeInt32LE(2 * height, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(bitsPerPixel, 14);
  header.writeUInt32LE(palette.length / 4, 32);
  return Buffer.concat([header, Buffer.from(palette), pixels, mask]);
}
