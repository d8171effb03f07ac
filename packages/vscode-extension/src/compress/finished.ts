import type { CompressOptions } from '@kcolors/codecs';
import type { Memento } from 'vscode';
import { openHashMemory } from './hash-memory.ts';

/** Remembers which contents have nothing more to gain, by hash: nothing is written into files. */
export interface Finished {
  has(hash: string, options: CompressOptions): Promise<boolean>;
  add(hash: string, options: CompressOptions): Promise<void>;
}

/** Opens the memory. What was compressed with some options may still gain from others. */
export function openFinished(memory: Memento): Finished {
  const known = openHashMemory(memory, 'finished');
  const textOf = (hash: string, options: CompressOptions) => `${hash} ${JSON.stringify(options)}`;
  return {
    has: (hash, options) => known.has(textOf(hash, options)),
    add: (hash, options) => known.add(textOf(hash, options)),
  };
}
