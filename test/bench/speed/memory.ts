import { runChild } from './child.ts';
import { ENGINES, type Engine } from './engines.ts';

/** The most memory that a fresh process held, in bytes. */
export interface MemoryRun {
  readonly engine: Engine;
  readonly mpx: number;
  readonly dither: boolean;
  /** The image itself. */
  readonly input: number;
  /** With the image made and core loaded, before the work. */
  readonly before: number;
  readonly peak: number;
}

/** What is promised for an image of so many pixels: input, labels and a little, and a fixed amount with Node in it. */
export const memoryPromise = ({ input }: MemoryRun): number => input + 1.5 * (input / 4) + 120e6;

const WIDTH = 8000;

/** Quantizes images of so many Mpx to 256 colors, each in a process of its own. */
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
