import { totalmem } from 'node:os';
import { readHeader } from '@kcolors/codecs';
import type { Access } from './attributes.ts';
import type { InputFile } from './inputs.ts';
import type { Source } from './plan.ts';
import { readStdin } from './read-stdin.ts';
import { readRegularFile } from './regular-file.ts';
import { digestOf } from './results-log.ts';
import type { FileState } from './write-atomic.ts';

/** A source that was read once: its bytes or its path, and the state that shows a later change. */
export interface ProbedSource extends Source {
  /** The bytes of a file that is kept in memory until its turn; else its path. */
  readonly input: string | Uint8Array;
  /** Digest of the content. */
  readonly digest: string;
  readonly state: FileState | undefined;
  readonly access: Access | undefined;
}

/** Returns format, number of pixels and digest of a file. */
const factsOf = (bytes: Uint8Array) => {
  const { format, width, height } = readHeader(bytes);
  return { format, pixels: width * height, digest: digestOf(bytes) };
};

/** Returns a function that reads a file once. Bytes beyond `memory` are not kept: such files are read again in their turn. */
export function openProbe(memory: number = totalmem() / 16): (file: InputFile) => Promise<ProbedSource> {
  let left = memory;
  return async (file) => {
    // The state is taken first: a change from then on is noticed.
    const { bytes, stats } = await readRegularFile(file.path);
    const facts = factsOf(bytes);
    const { gid, mode, mtimeMs, size, uid } = stats;
    const isKept = bytes.length <= left;
    if (isKept) left -= bytes.length;
    const input = isKept ? bytes : file.path;
    return { ...file, ...facts, state: { mtimeMs, size }, access: { gid, mode, uid }, input };
  };
}

/** Reads an image from standard input. */
export async function probeStdin(stream: AsyncIterable<Uint8Array>): Promise<ProbedSource> {
  const input = await readStdin(stream);
  const place = { name: 'standard input', path: undefined, relative: '', realPath: '' };
  return { ...place, ...factsOf(input), state: undefined, access: undefined, input };
}
