import { fileURLToPath } from 'node:url';
import { quantize, remap } from '@kcolors/core';
import { main as compileAssemblyScript } from 'assemblyscript/asc';
import type { BenchImage } from '../images.ts';

/** What no quantizer can do without: reading every pixel, and one look-up and one write for each. */
export interface Passes {
  readonly read: () => void;
  /** Labels by a table of 2¹⁵ entries, which is not exact. */
  readonly lut: () => void;
}

/** Makes the passes of an image ready: what they read is in its place before the clock starts. */
export type PassMaker = (image: BenchImage, table: Uint8Array) => Passes;

/** The number of the nearest of 256 colors for each color of five bits a channel. */
export function lutOf(image: BenchImage): Uint8Array {
  const { palette } = quantize(image, { maxColors: 256 });
  const centers = Uint8Array.from({ length: 4 << 15 }, (_, i) => {
    const channel = i & 3;
    return channel === 3 ? 255 : (((i >> (2 + 5 * channel)) & 31) << 3) + 4;
  });
  return remap({ data: centers, width: 256, height: 128 }, palette).indices;
}

export const jsPasses: PassMaker = ({ data }, table) => {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length / 4);
  const labels = new Uint8Array(words.length);
  return {
    read: () => {
      let sum = 0;
      for (let i = 0; i < words.length; i++) sum = (sum + words[i]!) | 0;
      keep(sum);
    },
    lut: () => {
      for (let i = 0; i < words.length; i++) {
        const word = words[i]!;
        labels[i] = table[((word >> 3) & 0x1f) | ((word >> 6) & 0x3e0) | ((word >> 9) & 0x7c00)]!;
      }
      keep(labels[0]!);
    },
  };
};

interface PassModule {
  readonly memory: WebAssembly.Memory;
  readonly reserve: (bytes: number) => number;
  readonly readPass: (from: number, bytes: number) => number;
  readonly lutPass: (from: number, bytes: number, table: number, labels: number) => void;
}

/** The same in WebAssembly with SIMD. Each image has a memory of its own. */
export async function wasmPassMaker(): Promise<PassMaker> {
  const module = new WebAssembly.Module(await compilePasses());
  return ({ data }, table) => {
    const { exports } = new WebAssembly.Instance(module, { env: { abort: unexpected } });
    const passes = exports as unknown as PassModule;
    const bytes = Math.ceil(data.length / STRIDE) * STRIDE;
    const [pixels, lut, labels] = [bytes, table.length, bytes / 4].map(passes.reserve) as [
      number,
      number,
      number,
    ];
    const memory = new Uint8Array(passes.memory.buffer);
    memory.set(data, pixels);
    memory.set(table, lut);
    return {
      read: () => keep(passes.readPass(pixels, bytes)),
      lut: () => passes.lutPass(pixels, bytes, lut, labels),
    };
  };
}

/** Bytes that a step of the passes takes; see `assembly/passes.ts`. */
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

/** Results go here, so that no compiler leaves out the work behind them. */
const kept = new Int32Array(1);
function keep(value: number): void {
  kept[0]! ^= value;
}
