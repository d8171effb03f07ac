import { readableOn } from '../color-texts.ts';
import { hexOfCss } from '../color-values.ts';
import { malformed } from '../errors.ts';
import type { Found, TextFormat } from '../format.ts';
import { blanked, lineAt } from '../lines.ts';
import type { Palette, PaletteColor } from '../palette.ts';
import { type Box, layoutSheet } from './layout.ts';

const TITLE = 44;
const CAPTION = 44;

/** A sheet of swatches to look at and to print, with names, hex values and shares as text. */
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

/** A color, over a pattern where something shines through. */
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

const LONGEST = 20; // characters that a card is wide

const short = (name: string): string => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (each) => ENTITIES[each]!);
const unescaped = (text: string): string =>
  text.replace(
    /&(?:amp|lt|gt|quot);/g,
    (each) => Object.keys(ENTITIES).find((key) => ENTITIES[key] === each)!,
  );

/** Reads the swatches of a sheet of ours, and of any other drawing the colors that it fills and strokes with. */
function read(text: string): Found {
  const code = blanked(text, /<!--[\s\S]*?(?:-->|$)/g);
  const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  const own = [...code.matchAll(/<rect\b[^>]*\sdata-color="([^"]*)"[^>]*>/g)].map((match) => {
    const [tag, value] = match;
    const line = lineAt(code, match.index);
    const hex = hexOfCss(value!);
    if (hex === undefined) throw malformed('a color such as #1a2b3c', value!, line);
    const [name, share] = [attribute(tag, 'data-name'), attribute(tag, 'data-share')];
    return {
      hex,
      ...(share !== undefined && { share: Number(share) }),
      ...(name !== undefined && { name: unescaped(name) }),
      place: { line },
    };
  });
  const title = /<svg\b[^>]*\sdata-palette="([^"]*)"/.exec(code)?.[1];
  if (own.length > 0) return { ...(title && { name: unescaped(title) }), colors: own };
  return { colors: paintsOf(code) };
}

function paintsOf(code: string): { hex: string; place: { line: number } }[] {
  const paints = code.matchAll(
    /\b(?:fill|stroke|stop-color|color)\s*[=:]\s*["']?\s*(#\w+|[a-z-]+\([^()"']*\)|[a-z]+)/gi,
  );
  const first = new Map<string, { hex: string; place: { line: number } }>();
  for (const match of paints) {
    const hex = /^(?:transparent|none)$/i.test(match[1]!) ? undefined : hexOfCss(match[1]!);
    if (hex !== undefined && !first.has(hex))
      first.set(hex, { hex, place: { line: lineAt(code, match.index) } });
  }
  return [...first.values()];
}
