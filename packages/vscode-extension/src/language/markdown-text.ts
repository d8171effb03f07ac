import { printable } from '@kcolors/codecs/printable';

/** Text of files as Markdown shows it: nothing of it is read as Markdown or HTML, ends a line or is hidden. */
export const markdownText = (text: string): string =>
  printable(text).replace(/[\\`*_{}[\]()#+!|<>~&@-]|(?<=www)\.|:(?=\/\/)/gi, (sign) => `\\${sign}`);

/** A link in Markdown. Nothing of its label or address, which is percent-encoded as addresses are, can end it early. */
export function markdownLink(label: string, address: string): string {
  const encoded = address.replace(
    /[\s!'"()*<>[\]\\`{|}~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
  );
  return `[${markdownText(label)}](${encoded})`;
}
