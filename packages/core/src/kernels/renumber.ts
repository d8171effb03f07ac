/** Replaces each label in place by its new number. */
export function renumber(labels: Uint8Array, numbers: Uint8Array): void {
  for (let i = 0; i < labels.length; i++) labels[i] = numbers[labels[i]!]!;
}
