import { printable } from '@kcolors/codecs/printable';

/** Text of files as Markdown shows it: nothing of it is read as Markdown or HTML, ends a line or is hidden. */
export const markdownText = (text: string): string =>
  printable(text).replace(/[\\`*_{}[\]()#+!|<>~&-]/g, (sign) => `\\${sign}`);
