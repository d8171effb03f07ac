import { colorList } from '../color-list.ts';
import { readableOn } from '../color-texts.ts';
import { cssColors } from '../css-colors.ts';
import type { Found, FoundColor, TextFormat } from '../format.ts';
import { matchesOf } from '../limits.ts';
import { lineAt } from '../lines.ts';
import { decoded, tagsOf, withoutMarkupComments } from '../markup.ts';
import type { Palette, PaletteColor } from '../palette.ts';
import type { Skipped } from '../skipped.ts';
import { type Box, layoutSheet } from './layout.ts';

const TITLE = 44;
const CAPTION = 44;

/** Swatch sheet for viewing and printing, with names, hex values and shares as text. */
export const svg: TextFormat = {
  label: 'SVG swatch sheet',
  extensions: ['.svg'],
  binary: false,
  language: 'xml',
  write,
  recognizes: (text: string): boolean => /<svg[\s>]/i.test(text),
  read,
};

function write({ name, colors }: Palette): string {
  const { width, height, band, cards } = layoutSheet(colors, { title: name ? TITLE : 0, caption: CAPTION });
  const parts = [
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...(name ? [`<text class="title" x="32" y="54">${escaped(name)}</text>`] : []),
    ...band.map((box, i) => rect(box, colors[i]!)).filter((_, i) => band[i]!.width > 0),
    ...cards.flatMap((box, i) => card(box, colors[i]!)),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"${name ? ` data-palette="${escaped(name)}"` : ''}>
<style>text { font: 13px system-ui, sans-serif; fill: #333333 } .title { font-size: 22px; font-weight: 600 } .name { font-weight: 600 } .hex { font-family: ui-monospace, monospace }</style>
<pattern id="checks" width="16" height="16" patternUnits="userSpaceOnUse"><path d="M0 0h8v8h8v8H8V8H0z" fill="#cccccc"/></pattern>
${parts.join('\n')}
</svg>
`;
}

function card(box: Box, color: PaletteColor): string[] {
  const { hex, name, share } = color;
  const data = [
    `data-color="${hex}"`,
    ...(name === undefined ? [] : [`data-name="${escaped(name)}"`]),
    ...(share === undefined ? [] : [`data-share="${Number(share.toFixed(6))}"`]),
  ];
  const { x, y, height, width } = box;
  const text = (className: string, dy: number, content: string) =>
    `<text class="${className}" x="${x}" y="${y + height + dy}">${escaped(content)}</text>`;
  const percent = share === undefined ? [] : [percentOf(share, x + width - 10, y + height - 12, hex)];
  const words =
    name === undefined ? [text('hex', 20, hex)] : [text('name', 20, short(name)), text('hex', 38, hex)];
  return [
    rect(box, color, ` stroke="#000000" stroke-opacity="0.1" rx="8" ${data.join(' ')}`),
    ...percent,
    ...words,
  ];
}

/** Returns a rectangle of a color, over a checkerboard if it is translucent. */
function rect({ x, y, width, height }: Box, { hex }: PaletteColor, more = ''): string {
  const place = `x="${x}" y="${y}" width="${width}" height="${height}"`;
  const back = hex.length > 7 ? `<rect ${place} fill="url(#checks)"/>` : '';
  const opacity = hex.length > 7 ? ` fill-opacity="${opacityOf(hex)}"` : '';
  return `${back}<rect ${place} fill="${hex.slice(0, 7)}"${opacity}${more}/>`;
}

const opacityOf = (hex: string): number => Number((Number.parseInt(hex.slice(7), 16) / 255).toFixed(3));

function percentOf(share: number, x: number, y: number, hex: string): string {
  const percent = share * 100;
  const text =
    percent > 0 && percent < 0.1 ? '&lt; 0.1' : String(Number(percent.toFixed(percent < 9.95 ? 1 : 0)));
  const ink = hex.length > 7 ? '#000000' : readableOn(hex);
  return `<text x="${x}" y="${y}" text-anchor="end" style="fill: ${ink}">${text} %</text>`;
}

const MAX_CHARACTERS = 20; // that fit on a card

function short(name: string): string {
  const characters = [...name]; // code points, because lone surrogates are invalid XML
  return characters.length > MAX_CHARACTERS ? `${characters.slice(0, MAX_CHARACTERS - 1).join('')}…` : name;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Characters that XML does not allow, even as entities. Source: https://www.w3.org/TR/xml/#charsets */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are removed
const INVALID = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;
const escaped = (text: string): string =>
  text.replace(INVALID, '').replace(/[&<>"]/g, (each) => ENTITIES[each]!);

/** Reads the swatches of a sheet written here; of any other SVG, its fill and stroke colors. */
function read(text: string): Found {
  const code = withoutMarkupComments(text);
  const { add, colors } = colorList();
  const hexOf = cssColors();
  const skipped: Skipped[] = [];
  let title: string | undefined;
  for (const { index, name: element, text: tag } of tagsOf(code)) {
    if (element === 'svg') title ??= attributeOf(tag, PALETTE);
    const value = element === 'rect' ? attributeOf(tag, COLOR) : undefined;
    if (value === undefined) continue;
    const place = () => ({ line: lineAt(code, index) });
    const hex = hexOf(value);
    if (hex === undefined) {
      skipped.push({ name: attributeOf(tag, NAME) ?? '', value, reason: 'not a color', place });
      continue;
    }
    const name = attributeOf(tag, NAME);
    const share = Number(attributeOf(tag, SHARE) ?? Number.NaN);
    add({
      hex,
      ...(share >= 0 && share <= 1 && { share }),
      ...(name !== undefined && { name: decoded(name) }),
      place,
    });
  }
  if (colors.length > 0 || skipped.length > 0) {
    return { ...(title && { name: decoded(title) }), colors, skipped };
  }
  return { colors: paintsOf(code, hexOf) };
}

const [PALETTE, COLOR, NAME, SHARE] = ['palette', 'color', 'name', 'share'].map(
  (name) => new RegExp(`\\sdata-${name}="([^"]*)"`),
) as [RegExp, RegExp, RegExp, RegExp];

const attributeOf = (tag: string, attribute: RegExp): string | undefined => attribute.exec(tag)?.[1];

const PAINT = /\b(?:fill|stroke|stop-color|color)\s*[=:]\s*(?:["']\s*)?(#\w+|[a-z-]+\([^()"']*\)|[a-z]+)/gi;

/** Returns every fill and stroke color once. */
function paintsOf(code: string, hexOf: (value: string) => string | undefined): readonly FoundColor[] {
  const { add, colors } = colorList();
  const known = new Set<string>();
  for (const { index, 1: value } of matchesOf(code, PAINT, 'colors')) {
    const hex = /^(?:transparent|none)$/i.test(value!) ? undefined : hexOf(value!);
    if (hex === undefined || known.has(hex)) continue;
    known.add(hex);
    add({ hex, place: () => ({ line: lineAt(code, index) }) });
  }
  return colors;
}
