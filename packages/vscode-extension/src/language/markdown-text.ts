import { printable } from '@kcolors/codecs/printable';

/** Escapes text from files for Markdown: no Markdown, HTML, line breaks or hidden characters remain. */
export const markdownText = (text: string): string =>
  printable(text).replace(/[\\`*_{}[\]()#+!|<>~&@-]|(?<=www)\.|:(?=\/\/)/gi, (sign) => `\\${sign}`);

/**
 * A Markdown link. Escapes the label and percent-encodes the address, so that neither can end the link early.
 */
export function markdownLink(label: string, address: string): string {
  const encoded = address.replace(
    /[\s!'"()*<>[\]\\`{|}~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
  );
  return `[${markdownText(label)}](${encoded})`;
}
