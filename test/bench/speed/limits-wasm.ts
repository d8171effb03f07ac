import { fileURLToPath } from 'node:url';
import { main as compileAssemblyScript } from 'assemblyscript/asc';
import { keep, type PassMaker, PIECE } from './limits.ts';

/** The exports of `assembly/passes.ts`. */
interface PassModule {
  readonly memory: WebAssembly.Memory;
  readonly reserve: (bytes: number) => number;
  readonly readPass: (from: number, bytes: number) => number;
  readonly lutPass: (from: number, bytes: number, table: number, labels: number) => void;
  readonly clearCounts: () => void;
  readonly countsOf: () => number;
  readonly tallyPass: (from: number, bytes: number, labels: number, colors: number) => number;
}

/** Creates the passes of `limits.ts` in WebAssembly with SIMD. Each image has its own memory. */
export async function wasmPassMaker(): Promise<PassMaker> {
  const module = new WebAssembly.Module(await compilePasses());
  return ({ data }, table) => {
    const { exports } = new WebAssembly.Instance(module, { env: { abort: unexpected } });
    const passes = exports as unknown as PassModule;
    const bytes = Math.ceil(data.length / STRIDE) * STRIDE;
    const [pixels, lut, labels, colors, piece] = [
      bytes,
      table.labels.length,
      bytes / 4,
      table.colors.byteLength,
      4 * PIECE,
    ].map(passes.reserve) as [number, number, number, number, number];
    const memory = new Uint8Array(passes.memory.buffer);
    memory.set(data, pixels);
    memory.set(table.labels, lut);
    new Uint32Array(memory.buffer, colors).set(table.colors);
    const handOut = (counted: boolean): void => {
      const result = new Uint8Array(data.length / 4);
      let error = 0;
      passes.clearCounts();
      for (let from = 0; from < result.length; from += PIECE) {
        const part = data.subarray(4 * from, 4 * (from + PIECE));
        memory.set(part, piece);
        passes.lutPass(piece, part.length, lut, labels);
        if (counted) error += passes.tallyPass(piece, part.length, labels, colors);
        result.set(memory.subarray(labels, labels + part.length / 4), from);
      }
      const counts = new Uint32Array(memory.buffer, passes.countsOf(), 4 * 256);
      keep(result[0]! + error + counts[result[0]!]!);
    };
    return {
      read: () => keep(passes.readPass(pixels, bytes)),
      lut: () => passes.lutPass(pixels, bytes, lut, labels),
      lutHandedOut: () => handOut(false),
      lutCounted: () => handOut(true),
    };
  };
}

/** Bytes per step of the passes; see `assembly/passes.ts`. */
const STRIDE = 64;

async function compilePasses(): Promise<Uint8Array<ArrayBuffer>> {
  let binary: Uint8Array | undefined;
  const folder = fileURLToPath(new URL('../assembly', import.meta.url));
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--baseDir', folder];
  const { error, stderr } = await compileAssemblyScript(
    ['passes.ts', '--outFile', 'passes.wasm', ...options],
    {
      writeFile: (_, contents) => {
        if (typeof contents !== 'string') binary = contents;
      },
    },
  );
  if (error || !binary) throw new Error(`passes.ts does not compile: ${stderr.toString()}`, { cause: error });
  return new Uint8Array(binary);
}

function unexpected(): never {
  throw new Error('A pass ran out of memory');
}
