import type { CompressOptions } from '@kcolors/codecs';
import type { Memento } from 'vscode';
import { sha256 } from '../files/hash.ts';

/** Remembers which contents have nothing more to gain, by hash: nothing is written into files. */
export interface Finished {
  has(hash: string, options: CompressOptions): Promise<boolean>;
  add(hash: string, options: CompressOptions): Promise<void>;
}

const KEY = 'finished';
const MOST = 5000; // images; the oldest go first
const LENGTH = 16; // hexadecimal digits that are kept of a hash: two of 5000 agree once in 10^12 times

/** Opens the memory. What was compressed with some options may still gain from others. */
export function openFinished(memory: Memento): Finished {
  const keyOf = async (hash: string, options: CompressOptions) =>
    (await sha256(`${hash} ${JSON.stringify(options)}`)).slice(0, LENGTH);
  const read = () => memory.get<string>(KEY, '').split(' ').filter(Boolean);
  return {
    async has(hash, options) {
      return read().includes(await keyOf(hash, options));
    },
    async add(hash, options) {
      const key = await keyOf(hash, options);
      const others = read().filter((each) => each !== key);
      await memory.update(KEY, [...others, key].slice(-MOST).join(' '));
    },
  };
}
