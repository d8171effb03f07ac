import { concatBytes } from '../bytes.ts';

/** Exports of the module in `assembly/`. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  /** Address and maximum number of bytes of a segment. */
  readonly START: WebAssembly.Global<'i32'>;
  readonly SEGMENT: WebAssembly.Global<'i32'>;
  /** Maximum number of bytes after a segment that are passed with it. */
  readonly AHEAD: WebAssembly.Global<'i32'>;
  /** Address of the compressed bytes. */
  readonly OUTPUT: WebAssembly.Global<'i32'>;
  /** Is called once, before anything else. */
  startTables(): void;
  startStream(): void;
  compressSegment(length: number, ahead: number, depth: number, nice: number, passes: number): number;
}

/**
 * How hard to search. `depth` is the maximum number of earlier positions that are compared with one position. A match
 * of `nice` bytes ends its search. In each of the `passes`, matches are chosen by the costs that follow from the last one.
 */
const LEVELS = {
  quick: { depth: 3, nice: 64, passes: 1 },
  strong: { depth: 64, nice: 128, passes: 2 },
  strongest: { depth: 200, nice: 258, passes: 10 },
};

/** How hard `deflate` searches: `'strongest'` takes about 0.5 s per megapixel, the others a quarter and an eighth of it. */
export type DeflateLevel = keyof typeof LEVELS;

/** Returns bytes as a deflate stream (RFC 1951). */
export type Deflate = (bytes: Uint8Array, level: DeflateLevel) => Uint8Array;

/**
 * Creates an encoder, which has an instance of at most 20 MB. Equal bytes give equal streams on every host, whatever was
 * compressed before.
 * @param module - the compiled module of `assembly/`
 */
export async function createDeflate(module: WebAssembly.Module): Promise<Deflate> {
  const exports = (await WebAssembly.instantiate(module, {})).exports as unknown as Exports;
  const [start, output, ahead] = [exports.START.value, exports.OUTPUT.value, exports.AHEAD.value];
  const heap = new Uint8Array(exports.memory.buffer);
  exports.startTables();
  return (bytes, level) => {
    const { depth, nice, passes } = LEVELS[level];
    const parts: Uint8Array[] = [];
    const size = Math.ceil(bytes.length / Math.ceil(bytes.length / exports.SEGMENT.value)) || 0;
    exports.startStream();
    let at = 0;
    do {
      const end = Math.min(bytes.length, at + size);
      const known = bytes.subarray(at, end + ahead);
      heap.set(known, start);
      const length = exports.compressSegment(end - at, known.length - (end - at), depth, nice, passes);
      parts.push(heap.slice(output, output + length));
      at = end;
    } while (at < bytes.length);
    return concatBytes(parts);
  };
}
