import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { decodeImage } from '@kcolors/codecs';
import { qualityScore } from '@kcolors/core/quality-score';
import { median } from '../clock.ts';
import type { Job } from './jobs.ts';
import { lastResults, type Program, peakMemory, peers, type Run, runProgram } from './whole-process.ts';

/** Medians of one program over the rounds of a job. */
export interface Outcome {
  readonly program: Program;
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly bytes: number;
  /** Quality scores by file name. */
  readonly scores: ReadonlyMap<string, number>;
  /** Peak of the memory in bytes, if the system tells it. */
  readonly memory: number | undefined;
}

/** Returns the paths of a job's files in a folder of images; undefined if one is missing. */
export function filesOf({ paths }: Job, folder: string): string[] | undefined {
  const files = paths.flatMap((path) => {
    const full = join(folder, path);
    const stats = statSync(full, { throwIfNoEntry: false });
    if (!stats) return [undefined];
    if (!stats.isDirectory()) return [full];
    return readdirSync(full)
      .filter((name) => name.endsWith('.png'))
      .sort()
      .map((name) => join(full, name));
  });
  return files.includes(undefined) ? undefined : (files as string[]);
}

/** Runs all programs of a job in turn, in rounds that begin with a different one each. */
export async function measureJob(job: Job, files: readonly string[]): Promise<Outcome[]> {
  const programs = [...(job.withPeers ? peers() : []), ...job.programs];
  const runs = new Map<Program, Run[]>(programs.map((program) => [program, []]));
  const scores = new Map<Program, ReadonlyMap<string, number>>();
  for (let round = 0; round < job.rounds; round++) {
    for (let i = 0; i < programs.length; i++) {
      const program = programs[(i + round) % programs.length]!;
      runs.get(program)!.push(await runProgram(program, files));
      if (!scores.has(program)) scores.set(program, await scoresOf(files));
    }
  }
  const outcomes: Outcome[] = [];
  for (const program of programs) {
    const own = runs.get(program)!;
    outcomes.push({
      program,
      cpuMs: median(own.map(({ cpuMs }) => cpuMs)),
      wallMs: median(own.map(({ wallMs }) => wallMs)),
      bytes: [...own[0]!.sizes.values()].reduce((sum, size) => sum + size, 0),
      scores: scores.get(program)!,
      memory: await peakMemory(program, files),
    });
  }
  return outcomes;
}

/** Returns the quality scores of the last results. */
async function scoresOf(files: readonly string[]): Promise<Map<string, number>> {
  const results = lastResults(files);
  const scores = new Map<string, number>();
  for (const file of files) {
    const { image } = await decodeImage(readFileSync(file));
    const result = await decodeImage(results.get(basename(file))!);
    scores.set(basename(file), qualityScore(image, result.image));
  }
  return scores;
}
