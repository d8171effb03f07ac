import { execFile, execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { promisify } from 'node:util';
import type { RgbaImage } from '@kcolors/core';
import type { BenchImage } from '../images.ts';
import { scratchFiles, scratchPath } from '../scratch.ts';
import { writeOver } from './pixels.ts';

/** Tools of libjxl that compare two PNG files. Each command line takes the two paths as further arguments. */
const TOOLS = {
  ssimulacra2: { variable: 'KCOLORS_SSIMULACRA2', command: 'ssimulacra2' },
  butteraugli: { variable: 'KCOLORS_BUTTERAUGLI', command: 'butteraugli_main' },
} as const;
type Tool = keyof typeof TOOLS;

const BLACK = 0;
const WHITE = 255;
const run = promisify(execFile);

const wordsOf = (tool: Tool): string[] =>
  (process.env[TOOLS[tool].variable] || TOOLS[tool].command).split(/\s+/).filter(Boolean);

/** Returns a message about a tool that cannot run; undefined if both can. */
export function missingTool(): string | undefined {
  for (const tool of Object.keys(TOOLS) as Tool[]) {
    const [command, ...words] = wordsOf(tool);
    try {
      execFileSync(command!, words, { stdio: 'ignore' });
    } catch (error) {
      // Without images the tools end with an error of their own, which is fine; 127 means that the command was not
      // found.
      const { code, status } = error as { code?: string; status?: number };
      if (code === undefined && status !== 127) continue;
      const { variable } = TOOLS[tool];
      return `${command} cannot be run. Install libjxl-devtools (Debian 13 has it), or name a command line that takes two PNG in ${variable}.`;
    }
  }
  return undefined;
}

export interface Scores {
  /** SSIMULACRA 2 score: 100 is identical, 90 is hardly visible, 30 is poor. */
  readonly ssimulacra2: number;
  /** 3-norm of Butteraugli, 0 is identical; undefined if it was not requested. */
  readonly butteraugli?: number;
}

const whiteFiles = scratchFiles('-white.png', (image, path) => writeOver(image, WHITE, path));
const blackFiles = scratchFiles('-black.png', (image, path) => writeOver(image, BLACK, path));
let files = 0;

/** Scores an image against its original. Images with alpha are scored over white and over black, averaged. */
export async function score(original: BenchImage, image: RgbaImage, butteraugli: boolean): Promise<Scores> {
  const sides = original.translucent ? [WHITE, BLACK] : [WHITE];
  const path = scratchPath(`scored-${files++}.png`);
  const sums = { ssimulacra2: 0, butteraugli: 0 };
  for (const gray of sides) {
    const reference = await (gray === WHITE ? whiteFiles : blackFiles)(original);
    await writeOver(image, gray, path);
    sums.ssimulacra2 += Number((await outputOf('ssimulacra2', reference, path)).trim().split(/\s+/)[0]);
    if (butteraugli) sums.butteraugli += threeNorm(await outputOf('butteraugli', reference, path));
  }
  rmSync(path, { force: true });
  if (!Number.isFinite(sums.ssimulacra2)) throw new Error(`ssimulacra2 gave no number for ${original.name}`);
  return {
    ssimulacra2: sums.ssimulacra2 / sides.length,
    ...(butteraugli && { butteraugli: sums.butteraugli / sides.length }),
  };
}

async function outputOf(tool: Tool, reference: string, path: string): Promise<string> {
  const [command, ...words] = wordsOf(tool);
  return (await run(command!, [...words, reference, path])).stdout;
}

function threeNorm(output: string): number {
  const found = /3-norm:\s*([\d.]+)/.exec(output);
  if (!found) throw new Error('butteraugli gave no 3-norm');
  return Number(found[1]);
}
