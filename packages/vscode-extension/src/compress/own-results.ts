import type { Memento } from 'vscode';
import { openHashMemory } from './hash-memory.ts';

/** An image that has a result beside it. */
interface ResultSource {
  readonly uri: { toString(): string };
  /** SHA-256 of its content. */
  readonly hash: string;
}

/**
 * Remembers which files kcolors made beside images: only these are replaced by newer results, whatever a file is called.
 * They are known by their content, and belong to an image that has the same place or the same content as then.
 */
export interface OwnResults {
  isOf(source: ResultSource, result: string): Promise<boolean>;
  /** @param result SHA-256 of what was written. */
  add(source: ResultSource, result: string): Promise<void>;
}

export function openOwnResults(memory: Memento): OwnResults {
  const known = openHashMemory(memory, 'results');
  const textsOf = ({ uri, hash }: ResultSource, result: string) => [`${result} ${uri}`, `${result} ${hash}`];
  return {
    async isOf(source, result) {
      const found = await Promise.all(textsOf(source, result).map(known.has));
      return found.includes(true);
    },
    add: (source, result) => known.add(...textsOf(source, result)),
  };
}
