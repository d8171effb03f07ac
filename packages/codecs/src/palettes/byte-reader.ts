import { PaletteError } from './errors.ts';

/** Reads big-endian numbers and texts in sequence. `what` names the value in the error for a truncated file. */
export interface ByteReader {
  readonly at: () => number;
  readonly left: () => number;
  readonly moveTo: (byte: number) => void;
  readonly u16: (what: string) => number;
  readonly u32: (what: string) => number;
  readonly f32: (what: string) => number;
  readonly ascii: (length: number, what: string) => string;
  /** Reads UTF-16 text of `units` code units, up to the first NUL. */
  readonly utf16: (units: number, what: string) => string;
}

/**
 * Creates a reader at the first byte.
 * @throws {PaletteError} `'truncated'` from its methods if the file ends too early.
 */
export function readerOf(bytes: Uint8Array): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoder = new TextDecoder('utf-16be');
  let at = 0;
  const left = () => Math.max(0, bytes.length - at);
  const take = (length: number, what: string): number => {
    if (left() < length) {
      const received = left() === 0 ? 'the end of the file' : `${left()} before the end of the file`;
      const problem = { expected: `${length} bytes for ${what}`, received, place: { byte: at } };
      throw new PaletteError('truncated', problem);
    }
    at += length;
    return at - length;
  };
  const part = (length: number, what: string) => bytes.subarray(take(length, what), at);
  return {
    at: () => at,
    left,
    moveTo: (byte) => {
      at = byte;
    },
    u16: (what) => view.getUint16(take(2, what)),
    u32: (what) => view.getUint32(take(4, what)),
    f32: (what) => view.getFloat32(take(4, what)),
    ascii: (length, what) => String.fromCharCode(...part(length, what)),
    utf16: (units, what) => decoder.decode(part(2 * units, what)).replace(/\0[\s\S]*$/, ''),
  };
}

/** Encoders of big-endian numbers and texts. */
export const BYTES = {
  f32: (value: number): Uint8Array => {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value);
    return bytes;
  },
  /** Encodes UTF-16 text with a NUL at its end. */
  utf16: (text: string): Uint8Array => {
    const bytes = new Uint8Array(2 * text.length + 2);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i));
    return bytes;
  },
};
