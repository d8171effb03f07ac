/** Values of a tag: numbers of type SHORT or LONG, text, bytes, or a directory of its own. */
type TestValue =
  | { readonly short: readonly number[] }
  | { readonly long: readonly number[] }
  | { readonly text: string }
  | { readonly bytes: Uint8Array }
  | { readonly directory: Readonly<Record<number, TestValue>> };

export interface TestTiff {
  readonly width: number;
  readonly height: number;
  /** Bits per sample, a number for each. */
  readonly bits: readonly number[];
  readonly photometric: number;
  /** Stored strips. */
  readonly strips: readonly Uint8Array[];
  readonly rowsPerStrip?: number;
  readonly compression?: number;
  readonly tags?: Readonly<Record<number, TestValue>>;
  readonly isBigEndian?: boolean;
}

/** Writes a TIFF of one page whose directory comes before its pixels. */
export function writeTestTiff(tiff: TestTiff): Buffer {
  const { width, height, bits, photometric, strips, compression = 1, isBigEndian = false } = tiff;
  const values: Record<number, TestValue> = {
    256: { long: [width] },
    257: { long: [height] },
    258: { short: bits },
    259: { short: [compression] },
    262: { short: [photometric] },
    273: { long: strips.map(() => 0) },
    277: { short: [bits.length] },
    278: { long: [tiff.rowsPerStrip ?? height] },
    279: { long: strips.map(({ length }) => length) },
    ...tiff.tags,
  };
  const write = (offsets: readonly number[]) =>
    directoryOf({ ...values, 273: { long: offsets } }, 8, isBigEndian);
  let at = 8 + write(strips.map(() => 0)).length;
  const offsets = strips.map(({ length }) => {
    at += length;
    return at - length;
  });
  const header = Buffer.from(isBigEndian ? 'MM\0*\0\0\0\x08' : 'II*\0\x08\0\0\0', 'latin1');
  return Buffer.concat([header, write(offsets), ...strips]);
}

function directoryOf(values: Readonly<Record<number, TestValue>>, at: number, isBigEndian: boolean): Buffer {
  const number = (value: number, size: 2 | 4) => {
    const bytes = Buffer.alloc(size);
    if (isBigEndian) bytes.writeUIntBE(value, 0, size);
    else bytes.writeUIntLE(value, 0, size);
    return bytes;
  };
  const tags = Object.keys(values).map(Number);
  let outsideAt = at + 6 + 12 * tags.length;
  const outside: Buffer[] = [];
  const entries = tags.map((tag) => {
    const value = values[tag]!;
    const [type, count, data] =
      'short' in value
        ? [3, value.short.length, Buffer.concat(value.short.map((each) => number(each, 2)))]
        : 'long' in value
          ? [4, value.long.length, Buffer.concat(value.long.map((each) => number(each, 4)))]
          : 'text' in value
            ? [2, value.text.length + 1, Buffer.from(`${value.text}\0`)]
            : 'bytes' in value
              ? [7, value.bytes.length, Buffer.from(value.bytes)]
              : [4, 1, number(outsideAt, 4)];
    const part = 'directory' in value ? directoryOf(value.directory, outsideAt, isBigEndian) : data;
    const isOutside = 'directory' in value || data.length > 4;
    const stored = isOutside ? number(outsideAt, 4) : Buffer.concat([data, Buffer.alloc(4 - data.length)]);
    if (isOutside) {
      const padded = Buffer.concat([part, Buffer.alloc(part.length & 1)]);
      outside.push(padded);
      outsideAt += padded.length;
    }
    return Buffer.concat([number(tag, 2), number(type, 2), number(count, 4), stored]);
  });
  return Buffer.concat([number(tags.length, 2), ...entries, Buffer.alloc(4), ...outside]);
}
