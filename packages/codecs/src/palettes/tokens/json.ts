import { withoutComments } from '../code-comments.ts';
import type { TextFormat } from '../format.ts';
import type { Palette } from '../palette.ts';
import { readJson } from './read-json.ts';

/** JSON with all properties of a palette. */
export const json: TextFormat = {
  label: 'JSON',
  extensions: ['.json'],
  readExtensions: ['.jsonc', '.sketchpalette', '.tokens'],
  binary: false,
  language: 'json',
  write: ({ name, colors }: Palette): string => {
    const entries = colors.map(({ hex, name: called, share, locked }) => ({
      hex,
      ...(called !== undefined && { name: called }),
      ...(share !== undefined && { share: Number(share.toFixed(6)) }),
      ...(locked && { locked }),
    }));
    return `${JSON.stringify({ ...(name !== undefined && { name }), colors: entries }, null, 2)}\n`;
  },
  recognizes: (text: string): boolean => /^\s*[{[]/.test(text) || isAfterComments(text),
  read: readJson,
};

/** Whether a text begins with comments and then JSON. */
function isAfterComments(text: string): boolean {
  if (!/^\s*\/[/*]/.test(text)) return false;
  return /^\s*[{[]/.test(withoutComments(text, { hasLineComments: true }));
}
