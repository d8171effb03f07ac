/** Fails a test with a sentence. The host in a web worker has no `node:assert`. */
export function holds(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new Error(sentence);
}
