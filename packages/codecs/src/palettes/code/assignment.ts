const isBlank = (character: string): boolean => /\s/.test(character);
const isOfWord = (character: string): boolean => /\w/.test(character);

/**
 * The variable that a value is assigned to: `sea` before a value in `let sea: Color = `, also in `sea = const `. Empty
 * for a value that is not assigned. Read from the value backward, so that no text is looked at twice.
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
  return takes(':') ? word() : last; // the last one was the type
}
