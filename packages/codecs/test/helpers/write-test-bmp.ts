/** What a test BMP is made of: a Windows 3 header, masks when `compression` is 3, a palette, and pixels as stored. */
export interface TestBmp {
  width: number;
  height: number;
  bitsPerPixel: number;
  compression?: number;
  masks?: number[];
  /** Colors as blue, green, red, 0. */
  palette?: number[];
  pixels: Uint8Array;
}

export function writeTestBmp({
  width,
  height,
  bitsPerPixel,
  compression = 0,
  masks = [],
  palette = [],
  pixels,
}: TestBmp): Buffer {
  const header = Buffer.alloc(54 + 4 * masks.length);
  header.write('BM');
  header.writeUInt32LE(header.length + palette.length, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(bitsPerPixel, 28);
  header.writeUInt32LE(compression, 30);
  header.writeUInt32LE(palette.length / 4, 46);
  masks.forEach((mask, i) => void header.writeUInt32LE(mask, 54 + 4 * i));
  return Buffer.concat([header, Buffer.from(palette), pixels]);
}
