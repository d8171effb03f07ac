import { readHeader } from '@kcolors/codecs';
import type { Access } from './attributes.ts';
import type { InputFile } from './inputs.ts';
import type { Source } from './plan.ts';
import { readStdin } from './read-stdin.ts';
import { readRegularFile } from './regular-file.ts';
import { digestOf } from './results-log.ts';
import type { FileState } from './write-atomic.ts';

/** A source with its input and the facts that reveal a later change. */
export interface ProbedSource extends Source {
  readonly input: string | Uint8Array;
  /** Digest of the content. */
  readonly digest: string;
  readonly state: FileState | undefined;
  readonly access: Access | undefined;
}

/** Reads the header of a file. Takes the file's state first, so that any later change is noticed. */
export async function probeFile(file: InputFile): Promise<ProbedSource> {
  const { bytes, stats } = await readRegularFile(file.path);
  const { format, width, height } = readHeader(bytes);
  const { gid, mode, mtimeMs, size, uid } = stats;
  const facts = { digest: digestOf(bytes), state: { mtimeMs, size }, access: { gid, mode, uid } };
  return { ...file, ...facts, format, pixels: width * height, input: file.path };
}

/** Reads an image from standard input. */
export async function probeStdin(stream: AsyncIterable<Uint8Array>): Promise<ProbedSource> {
  const input = await readStdin(stream);
  const { format, width, height } = readHeader(input);
  const name = 'standard input';
  const place = { path: undefined, relative: '', realPath: '' };
  const facts = { digest: digestOf(input), state: undefined, access: undefined };
  return { name, ...place, ...facts, format, pixels: width * height, input };
}
