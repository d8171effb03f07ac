import { readFile, stat } from 'node:fs/promises';
import { readHeader } from '@kcolors/codecs';
import type { InputFile } from './inputs.ts';
import type { Source } from './plan.ts';
import { readStdin } from './read-stdin.ts';
import { digestOf } from './results-log.ts';
import type { FileState } from './write-atomic.ts';

/** A source with what is needed to read it, and to tell later whether it has changed. */
export interface ProbedSource extends Source {
  readonly input: string | Uint8Array;
  /** Of its content. */
  readonly digest: string;
  readonly state: FileState | undefined;
}

/** Reads what a file says of itself. The state is taken first: a change from then on is noticed. */
export async function probeFile(file: InputFile): Promise<ProbedSource> {
  const { size, mtimeMs } = await stat(file.path);
  const bytes = await readFile(file.path);
  const { format, width, height } = readHeader(bytes);
  const digest = digestOf(bytes);
  return { ...file, format, pixels: width * height, input: file.path, digest, state: { size, mtimeMs } };
}

/** Reads an image from standard input. */
export async function probeStdin(stream: AsyncIterable<Uint8Array>): Promise<ProbedSource> {
  const input = await readStdin(stream);
  const { format, width, height } = readHeader(input);
  const name = 'standard input';
  const place = { path: undefined, relative: '', realPath: '' };
  return { name, ...place, format, pixels: width * height, input, digest: digestOf(input), state: undefined };
}
