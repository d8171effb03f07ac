import type { PaletteEntry } from '@kcolors/codecs';
import { markdownLink, markdownText } from '../language/markdown-text.ts';
import { base64 } from '../page/base64.ts';

/** The content of a hover. */
export interface HoverContent {
  readonly name: string;
  /** Short texts such as dimensions and format. */
  readonly facts: readonly string[];
  readonly look?: Look | undefined;
  /** Explanation for an image that cannot be shown. */
  readonly note?: string | undefined;
  readonly links: readonly { readonly label: string; readonly address: string }[];
}

/** Thumbnail and main colors of an image. */
export interface Look {
  /** Displayed size in pixels, after the orientation is applied. */
  readonly width: number;
  readonly height: number;
  /** The thumbnail as an image file, and its MIME type. */
  readonly picture: Uint8Array;
  readonly type: string;
  readonly colors: readonly PaletteEntry[];
}

const MAX_WIDTH = 240; // CSS pixels
const MAX_HEIGHT = 112; // CSS pixels; VS Code limits a hover to 250, which must also fit the text below the picture
const MAX_TEXT = 90_000; // characters: VS Code truncates Markdown at 100,000
const SWATCH = 12;
const ROW = 3; // colors per line

/** Returns the hover text as Markdown with HTML `img` elements. */
export function hoverMarkdown({ facts, links, look, name, note }: HoverContent): string {
  const parts = [
    look && pictureOf(look),
    [`**${markdownText(name)}**`, ...facts.map(markdownText)].join(' · '),
    look && swatchesOf(look.colors),
    note && markdownText(note),
    links.map(({ address, label }) => markdownLink(label, address)).join(' · '),
  ];
  return parts.filter(Boolean).join('\n\n');
}

function pictureOf({ height, picture, type, width }: Look): string {
  const scale = Math.min(1, MAX_WIDTH / width, MAX_HEIGHT / height);
  const size = (pixels: number) => Math.max(1, Math.round(pixels * scale));
  const source = `data:${type};base64,${base64(picture)}`;
  if (source.length > MAX_TEXT) return '';
  return `<img src="${source}" width="${size(width)}" height="${size(height)}" alt="">`;
}

function swatchesOf(colors: readonly PaletteEntry[]): string {
  const swatches = colors.map(({ hex }) => `<img src="${swatchOf(hex)}" alt=""> \`${hex}\``);
  const rows = Array.from({ length: Math.ceil(swatches.length / ROW) }, (_, i) =>
    swatches.slice(i * ROW, (i + 1) * ROW).join('&nbsp;&nbsp; '),
  );
  return rows.join('<br>\n');
}

/** A color swatch with a thin edge, visible on a background of the same color. */
function swatchOf(hex: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SWATCH}" height="${SWATCH}"><rect x=".5" y=".5" width="${SWATCH - 1}" height="${SWATCH - 1}" rx="2" fill="${hex}" stroke="#808080" stroke-opacity=".6"/></svg>`;
  return `data:image/svg+xml;base64,${btoa(svg)}`;
}
