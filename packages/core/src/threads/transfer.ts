type Bytes = Uint8Array | Uint8ClampedArray;

interface Image {
  readonly data: Bytes;
  readonly width: number;
  readonly height: number;
}

/** Packs the values of a message and collects the buffers to transfer. */
export interface Packing {
  /** The buffers to transfer with the message. */
  readonly buffers: Transferable[];
  /**
   * Packs bytes that the sender no longer needs. They are transferred, or copied if their buffer is larger or shared.
   */
  give(bytes: Bytes): Uint8Array;
  /** Packs a copy of bytes that the sender still needs. */
  copy(bytes: Bytes): Uint8Array;
  /** Packs an image that the sender no longer needs. */
  giveImage(image: Image): { data: Uint8Array; width: number; height: number };
  /** Packs a copy of an image that the sender still needs. */
  copyImage(image: Image): { data: Uint8Array; width: number; height: number };
  /** Packs a value whose arrays the sender no longer needs. */
  giveAll<Value>(value: Value): Value;
}

/** Returns a packing without buffers. */
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

/** Whether bytes are in a SharedArrayBuffer. */
export const isShared = ({ buffer }: Bytes): boolean =>
  Object.prototype.toString.call(buffer) === '[object SharedArrayBuffer]';

/** Returns the buffers of all arrays in a value. */
function buffersOf(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return [value.buffer as ArrayBuffer];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(buffersOf);
}
