const isBlank = (character: string): boolean => /\s/.test(character);
const isOfWord = (character: string): boolean => /\w/.test(character);

/**
 * Returns the variable that the value at `index` is assigned to: `sea` in `let sea: Color = …` and in `sea = const …`.
 * Empty if there is no assignment. It scans backward from the value, so that no text is scanned twice.
 */
export function variableBefore(code: string, index: number): string {
  let at = index;
  const skip = (isSkipped: (character: string) => boolean) => {
    const end = at;
    while (at > 0 && isSkipped(code[at - 1]!)) at--;
    return code.slice(at, end);
  };
  const word = () => {
    skip(isBlank);
    return skip(isOfWord);
  };
  const takes = (sign: string) => {
    skip(isBlank);
    if (code[at - 1] !== sign) return false;
    at--;
    return true;
  };
  if (!takes('=')) {
    if (word() !== 'const' || !takes('=')) return '';
  }
  const last = word();
  return takes(':') ? word() : last; // `last` was the type
}
