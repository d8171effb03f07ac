import type { Memento } from 'vscode';
import { openHashMemory } from './hash-memory.ts';

/** An image with a result in a separate file. */
interface ResultSource {
  readonly uri: { toString(): string };
  /** SHA-256 of its content. */
  readonly hash: string;
}

/**
 * Remembers which result files kcolors wrote next to images. Newer results replace only these, whatever a
 * file is called.
 * A result file is recognized by its content. It belongs to an image with the recorded path or the recorded
 * content.
 */
export interface OwnResults {
  isOf(source: ResultSource, result: string): Promise<boolean>;
  /** @param result SHA-256 of the written file. */
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
