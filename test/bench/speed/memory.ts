import { runChild } from './child.ts';
import { ENGINES, type Engine } from './engines.ts';

/** Peak memory of a new process, in bytes. */
export interface MemoryRun {
  readonly engine: Engine;
  readonly mpx: number;
  readonly dither: boolean;
  /** Bytes of the image itself. */
  readonly input: number;
  /** After creating the image and loading core, before the work. */
  readonly before: number;
  readonly peak: number;
}

/** Returns the promised peak for an image: the input, 1.5 times the labels, and a fixed amount that includes Node. */
export const memoryPromise = ({ input }: MemoryRun): number => input + 1.5 * (input / 4) + 120e6;

const WIDTH = 8000;

/** Quantizes images of these sizes in Mpx to 256 colors, each in a separate process. */
export function measureMemory(sizes: readonly number[]): MemoryRun[] {
  return sizes.flatMap((mpx) => {
    const height = Math.round((mpx * 1e6) / WIDTH);
    return ENGINES.flatMap((engine) =>
      [false, true].map((dither) => {
        console.error(`Memory: ${mpx} Mpx, ${engine}${dither ? ', dithered' : ''} …`);
        const options = { maxColors: 256, dither: dither ? 1 : 0, engine };
        const measured = runChild<Pick<MemoryRun, 'input' | 'before' | 'peak'>>('memory-child.mjs', {
          width: WIDTH,
          height,
          options,
        });
        return { engine, mpx, dither, ...measured };
      }),
    );
  });
}
