/** EXIF with the size of an image of 120 × 90 pixels, and an orientation. */
export const sizedExif = (order: 'II' | 'MM', orientation: number): Buffer => {
  const isLittle = order === 'II';
  const bytes = Buffer.alloc(98);
  const u16 = (value: number, at: number) =>
    (isLittle ? bytes.writeUInt16LE : bytes.writeUInt16BE).call(bytes, value, at);
  const u32 = (value: number, at: number) =>
    (isLittle ? bytes.writeUInt32LE : bytes.writeUInt32BE).call(bytes, value, at);
  const directory = (
    at: number,
    entries: readonly (readonly [tag: number, type: 3 | 4, value: number])[],
  ) => {
    u16(entries.length, at);
    entries.forEach(([tag, type, value], i) => {
      const entry = at + 2 + 12 * i;
      u16(tag, entry);
      u16(type, entry + 2);
      u32(1, entry + 4);
      if (type === 3) u16(value, entry + 8);
      else u32(value, entry + 8);
    });
  };
  bytes.write(order, 'latin1');
  u16(42, 2);
  u32(8, 4);
  directory(8, [
    [0x0100, 4, 120],
    [0x0101, 3, 90],
    [0x0112, 3, orientation],
    [0x8769, 4, 64],
  ]);
  directory(64, [
    [0xa002, 3, 120],
    [0xa003, 4, 90],
  ]);
  return bytes;
};
