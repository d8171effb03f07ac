import type { PaletteEntry } from '@kcolors/codecs';
import { markdownLink, markdownText } from '../language/markdown-text.ts';
import { base64 } from '../page/base64.ts';

/** What a hover shows. */
export interface HoverContent {
  readonly name: string;
  /** Size, format and the like, each a few words. */
  readonly facts: readonly string[];
  readonly look?: Look | undefined;
  /** What there is to say where nothing can be shown. */
  readonly note?: string | undefined;
  readonly links: readonly { readonly label: string; readonly address: string }[];
}

/** How an image looks. */
export interface Look {
  /** Size as shown, upright. */
  readonly width: number;
  readonly height: number;
  /** A small picture of it as a file, and the type of that. */
  readonly picture: Uint8Array;
  readonly type: string;
  readonly colors: readonly PaletteEntry[];
}

const MOST_WIDTH = 240; // CSS pixels
const MOST_HEIGHT = 112; // VS Code gives a hover 250: what is below the picture has to fit, too
const MOST_TEXT = 90_000; // characters: VS Code cuts off a Markdown text at 100,000
const SWATCH = 12;
const ROW = 3; // colors in a line

/** The text of a hover: Markdown with the `img` elements of HTML. */
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
  const scale = Math.min(1, MOST_WIDTH / width, MOST_HEIGHT / height);
  const size = (pixels: number) => Math.max(1, Math.round(pixels * scale));
  const source = `data:${type};base64,${base64(picture)}`;
  if (source.length > MOST_TEXT) return '';
  return `<img src="${source}" width="${size(width)}" height="${size(height)}" alt="">`;
}

function swatchesOf(colors: readonly PaletteEntry[]): string {
  const swatches = colors.map(({ hex }) => `<img src="${swatchOf(hex)}" alt=""> \`${hex}\``);
  const rows = Array.from({ length: Math.ceil(swatches.length / ROW) }, (_, i) =>
    swatches.slice(i * ROW, (i + 1) * ROW).join('&nbsp;&nbsp; '),
  );
  return rows.join('<br>\n');
}

/** A square of a color, with a thin edge that shows it on a background of the same color. */
function swatchOf(hex: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SWATCH}" height="${SWATCH}"><rect x=".5" y=".5" width="${SWATCH - 1}" height="${SWATCH - 1}" rx="2" fill="${hex}" stroke="#808080" stroke-opacity=".6"/></svg>`;
  return `data:image/svg+xml;base64,${btoa(svg)}`;
}
