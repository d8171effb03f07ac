import { CMYK_NOTE, hexOfCmyk, hexOfGray, hexOfLab, hexOfRgb } from '../adobe/models.ts';
import { colorList } from '../color-list.ts';
import type { Found, TextReader } from '../format.ts';
import { normalHex } from '../hex.ts';
import { lineAt } from '../lines.ts';
import { attributeIn, tagsOf, withoutMarkupComments } from '../markup.ts';
import type { Skipped } from '../skipped.ts';

const ELEMENT = /<(?:color|draw:color)\s[^<>]*\b(?:name|draw:name|cs|rgb)\s*=/i;

/** Color lists in XML: of Scribus, CorelDRAW and LibreOffice. */
export const colorXml: TextReader = {
  label: 'XML color list (Scribus, CorelDRAW, LibreOffice)',
  extensions: ['.xml', '.soc'],
  recognizes: (text: string): boolean => ELEMENT.test(text.slice(0, 100_000)),
  read,
};

function read(text: string): Found {
  const code = withoutMarkupComments(text);
  const { add, colors } = colorList();
  const skipped: Skipped[] = [];
  const notes = new Set<string>();
  for (const { name: element, text: tag, index } of tagsOf(code)) {
    if (!/^(?:draw:)?color$/i.test(element)) continue;
    const name = first(tag, ['name', 'NAME', 'draw:name']) ?? '';
    const hex = hexOf(tag, notes);
    const place = () => ({ line: lineAt(code, index) });
    if (hex !== undefined) add({ hex, ...(name !== '' && { name }), place });
    else skipped.push({ name, value: tag, reason: 'another color space', place });
  }
  return { colors, skipped, notes: [...notes] };
}

const first = (tag: string, names: readonly string[]): string | undefined => {
  for (const name of names) {
    const value = attributeIn(tag, name);
    if (value !== undefined) return value;
  }
  return undefined;
};

function hexOf(tag: string, notes: Set<string>): string | undefined {
  const hex = normalHex(first(tag, ['RGB', 'rgb', 'draw:color', 'hex']) ?? '');
  if (hex !== undefined) return hex;
  const cmyk = /^#([0-9a-f]{8})$/i.exec(first(tag, ['CMYK', 'cmyk']) ?? '')?.[1];
  if (cmyk !== undefined) {
    notes.add(CMYK_NOTE);
    const [c, m, y, k] = cmyk.match(/../g)!.map((pair) => Number.parseInt(pair, 16) / 255) as [
      number,
      number,
      number,
      number,
    ];
    return hexOfCmyk(c, m, y, k);
  }
  const space = (first(tag, ['cs', 'SPACE']) ?? '').toUpperCase();
  const values = first(tag, ['tints'])?.split(',').map(Number) ?? scribusValues(tag, space);
  const [one, two, three, four] = values as [number, number, number, number];
  if (!values.every(Number.isFinite)) return undefined;
  if (space === 'RGB' && values.length === 3) return hexOfRgb(one, two, three);
  if (space === 'LAB' && values.length === 3) return hexOfLab(one, two, three);
  if (space === 'GRAY' && values.length === 1) return hexOfGray(one);
  if (space !== 'CMYK' || values.length !== 4) return undefined;
  notes.add(CMYK_NOTE);
  return hexOfCmyk(one, two, three, four);
}

/** Channels of Scribus: bytes of RGB, percent of CMYK, and the numbers of Lab. */
function scribusValues(tag: string, space: string): number[] {
  const channels = space === 'CMYK' ? 'CMYK' : space === 'LAB' ? 'LAB' : 'RGB';
  const full = { CMYK: 100, LAB: 1, RGB: 255 }[channels];
  return [...channels].map((key) => Number(first(tag, [key]) ?? Number.NaN) / full);
}
