/**
 * Swatch files of Adobe as their published layouts say, put together without the code that is tested:
 * https://www.selapa.net/swatches/colors/fileformats.php (ASE), the Photoshop File Formats Specification (ACO).
 */

const utf16 = (text: string) => Buffer.from(`${text}\0`, 'utf16le').swap16();
const u16 = (value: number) => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value & 0xffff);
  return bytes;
};
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const f32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatBE(value);
  return bytes;
};

/** A block of an ASE: a color with its name, model and floats, or the start of a group, or its end. */
export type AseBlock =
  | { readonly name: string; readonly model: string; readonly values: readonly number[] }
  | { readonly group: string }
  | { readonly type: number; readonly bytes: readonly number[] }
  | 'end';

export function writeAse(blocks: readonly AseBlock[], count: number = blocks.length): Buffer {
  return Buffer.concat([Buffer.from('ASEF'), u16(1), u16(0), u32(count), ...blocks.map(aseBlock)]);
}

function aseBlock(block: AseBlock): Buffer {
  if (block === 'end') return Buffer.concat([u16(0xc002), u32(0)]);
  if ('type' in block)
    return Buffer.concat([u16(block.type), u32(block.bytes.length), Buffer.from(block.bytes)]);
  if ('group' in block) {
    const body = Buffer.concat([u16(block.group.length + 1), utf16(block.group)]);
    return Buffer.concat([u16(0xc001), u32(body.length), body]);
  }
  const { name, model, values } = block;
  const floats = values.map(f32);
  const body = Buffer.concat([u16(name.length + 1), utf16(name), Buffer.from(model), ...floats, u16(0)]);
  return Buffer.concat([u16(1), u32(body.length), body]);
}

export type AcoColor = readonly [space: number, w: number, x: number, y: number, z: number, name?: string];

/** A swatch file of Photoshop with a list of each of these versions. */
export function writeAco(colors: readonly AcoColor[], versions: readonly number[]): Buffer {
  const lists = versions.map((version) => {
    const entries = colors.map(([space, w, x, y, z, name = '']) => {
      const numbers = [space, w, x, y, z].map(u16);
      return version === 1 ? numbers : [...numbers, u32(name.length + 1), utf16(name)];
    });
    return Buffer.concat([u16(version), u16(colors.length), ...entries.flat()]);
  });
  return Buffer.concat(lists);
}
