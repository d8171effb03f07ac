type Bytes = Uint8Array | Uint8ClampedArray;

interface Image {
  readonly data: Bytes;
  readonly width: number;
  readonly height: number;
}

/** Makes the parts of a message, and collects the buffers that are transferred with it instead of being copied. */
export interface Packing {
  readonly buffers: Transferable[];
  /** Bytes that are not needed here any more: they are transferred, unless their buffer holds more than them. */
  give(bytes: Bytes): Uint8Array;
  /** Bytes that are needed here, too. */
  copy(bytes: Bytes): Uint8Array;
  giveImage(image: Image): { data: Uint8Array; width: number; height: number };
  copyImage(image: Image): { data: Uint8Array; width: number; height: number };
  /** A value of which no array is needed here any more. */
  giveAll<Value>(value: Value): Value;
}

export function startPacking(): Packing {
  const buffers: Transferable[] = [];
  const copy = (bytes: Bytes): Uint8Array => {
    const own = new Uint8Array(bytes);
    buffers.push(own.buffer as ArrayBuffer);
    return own;
  };
  const give = (bytes: Bytes): Uint8Array => {
    const { buffer } = bytes;
    if (bytes.byteLength !== buffer.byteLength || isShared(bytes)) return copy(bytes);
    if (!buffers.includes(buffer as ArrayBuffer)) buffers.push(buffer as ArrayBuffer);
    return new Uint8Array(buffer);
  };
  const as =
    (pack: (bytes: Bytes) => Uint8Array) =>
    ({ data, height, width }: Image) => ({ data: pack(data), width, height });
  return {
    buffers,
    copy,
    give,
    copyImage: as(copy),
    giveImage: as(give),
    giveAll(value) {
      for (const buffer of buffersOf(value)) if (!buffers.includes(buffer)) buffers.push(buffer);
      return value;
    },
  };
}

/** Whether bytes lie in memory that all threads see. */
export const isShared = ({ buffer }: Bytes): boolean =>
  Object.prototype.toString.call(buffer) === '[object SharedArrayBuffer]';

/** The buffers of all arrays in a value. */
function buffersOf(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return [value.buffer as ArrayBuffer];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(buffersOf);
}
