import type { CompressOptions } from '@kcolors/codecs';
import type { Memento } from 'vscode';
import { openHashMemory } from './hash-memory.ts';

/** Remembers by hash which contents cannot be compressed further. Nothing is written into image files. */
export interface Finished {
  has(hash: string, options: CompressOptions): Promise<boolean>;
  add(hash: string, options: CompressOptions): Promise<void>;
}

/** Opens the memory. Records are per option set: other options may still compress the same content. */
export function openFinished(memory: Memento): Finished {
  const known = openHashMemory(memory, 'finished');
  const textOf = (hash: string, options: CompressOptions) => `${hash} ${JSON.stringify(options)}`;
  return {
    has: (hash, options) => known.has(textOf(hash, options)),
    add: (hash, options) => known.add(textOf(hash, options)),
  };
}
