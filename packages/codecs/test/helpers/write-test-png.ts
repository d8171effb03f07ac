import { crc32, deflateSync } from 'node:zlib';

/** What a test PNG is made of. `sample` gives the value of a channel as stored, 0 to 2^bitDepth − 1. */
export interface TestPng {
  width: number;
  height: number;
  colorType: number;
  bitDepth: number;
  interlaced?: boolean;
  sample: (x: number, y: number, channel: number) => number;
  /** Filter of each row, 0 to 4. */
  filter?: (row: number) => number;
  palette?: Uint8Array;
  transparency?: Uint8Array;
  /** Chunks after IHDR. */
  extra?: [type: string, data: Uint8Array][];
  /** Replaces the compressed image data. */
  data?: (compressed: Buffer) => Buffer;
}

const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

export function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** Writes a PNG of any color type, depth, interlacing and filters, independently of the code under test. */
export function writeTestPng(png: TestPng): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(png.width, 0);
  header.writeUInt32BE(png.height, 4);
  header.set([png.bitDepth, png.colorType, 0, 0, png.interlaced ? 1 : 0], 8);
  const compressed = deflateSync(
    Buffer.concat((png.interlaced ? ADAM7 : [[0, 0, 1, 1]]).map((pass) => passRows(png, pass))),
  );
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...(png.extra ?? []).map(([type, data]) => chunk(type, data)),
    ...(png.palette ? [chunk('PLTE', png.palette)] : []),
    ...(png.transparency ? [chunk('tRNS', png.transparency)] : []),
    chunk('IDAT', png.data ? png.data(compressed) : compressed),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function passRows(png: TestPng, [left, top, dx, dy]: number[]): Buffer {
  const columns = Math.ceil((png.width - left!) / dx!);
  const rows = Math.ceil((png.height - top!) / dy!);
  if (columns <= 0 || rows <= 0) return Buffer.alloc(0);
  const bits = CHANNELS[png.colorType]! * png.bitDepth;
  const length = Math.ceil((columns * bits) / 8);
  let above = Buffer.alloc(length);
  const out: Buffer[] = [];
  for (let row = 0; row < rows; row++) {
    const text: string[] = [];
    for (let column = 0; column < columns; column++) {
      for (let channel = 0; channel < CHANNELS[png.colorType]!; channel++) {
        const value = png.sample(left! + column * dx!, top! + row * dy!, channel);
        text.push(value.toString(2).padStart(png.bitDepth, '0'));
      }
    }
    const plain = Buffer.from(
      Array.from({ length }, (_, i) =>
        Number.parseInt(
          text
            .join('')
            .slice(8 * i, 8 * i + 8)
            .padEnd(8, '0'),
          2,
        ),
      ),
    );
    const filter = png.filter?.(row) ?? 0;
    out.push(Buffer.from([filter]), filterRow(filter, plain, above, Math.max(1, bits >> 3)));
    above = plain;
  }
  return Buffer.concat(out);
}

function filterRow(filter: number, row: Buffer, above: Buffer, step: number): Buffer {
  return Buffer.from(
    row.map((value, i) => {
      const a = row[i - step] ?? 0;
      const b = above[i]!;
      const c = above[i - step] ?? 0;
      const p = a + b - c;
      const nearest = [a, b, c].sort((m, n) => Math.abs(p - m) - Math.abs(p - n))[0]!; // stable: a before b before c
      return value - [0, a, b, (a + b) >> 1, nearest][filter]!;
    }),
  );
}
