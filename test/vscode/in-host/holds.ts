/** Fails a test with a message. The web worker host has no `node:assert`. */
export function holds(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new Error(sentence);
}
