import type { Memento } from 'vscode';
import { sha256 } from '../files/hash.ts';

const MAX_TEXTS = 5000; // the oldest are dropped first
const LENGTH = 16; // hexadecimal digits kept per hash: two of 5000 collide with a probability of about 10^-12

/** Remembers texts across restarts, by their hashes. */
export interface HashMemory {
  has(text: string): Promise<boolean>;
  add(...texts: readonly string[]): Promise<void>;
}

export function openHashMemory(memory: Memento, key: string): HashMemory {
  const read = () => memory.get<string>(key, '').split(' ').filter(Boolean);
  const short = async (text: string) => (await sha256(text)).slice(0, LENGTH);
  return {
    async has(text) {
      return read().includes(await short(text));
    },
    async add(...texts) {
      const added = await Promise.all(texts.map(short));
      const others = read().filter((each) => !added.includes(each));
      await memory.update(key, [...others, ...added].slice(-MAX_TEXTS).join(' '));
    },
  };
}
