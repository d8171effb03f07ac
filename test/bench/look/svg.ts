import { paretoHull } from './curves.ts';
import type { Point } from './points.ts';
import { curveOf, type Quality, unique } from './tables.ts';

const PANEL = { width: 260, height: 200 };
const INSET = { left: 40, right: 12, top: 26, bottom: 30 };
const COLUMNS = 3;
const LEGEND_ROW = 20;
/** Middle tones, readable on white and on black. */
const COLORS = [
  '#1f8a70',
  '#e4572e',
  '#8e6bd8',
  '#b8860b',
  '#2f86d1',
  '#d1499b',
  '#7a8b99',
  '#5aa02c',
  '#c0504d',
];
/** Text and lines follow the reader's color scheme. */
const STYLE =
  'text{fill:#333}.frame{fill:none;stroke:#999}@media(prefers-color-scheme:dark){text{fill:#ddd}.frame{stroke:#666}}';

/** Draws an SVG of bytes (logarithmic axis) against a quality, with a panel per image. */
export function drawCurves(points: readonly Point[], quality: Quality): string {
  const images = unique(points.map(({ image }) => image));
  const names = unique(points.map(({ method }) => method));
  const rows = Math.ceil(images.length / COLUMNS);
  const legendHeight = (Math.ceil(names.length / COLUMNS) + 1) * LEGEND_ROW + 12;
  const width = COLUMNS * PANEL.width;
  const height = legendHeight + rows * PANEL.height;
  const legend = names.map((name, i) => {
    const [x, y] = [(i % COLUMNS) * PANEL.width + 12, Math.floor(i / COLUMNS) * LEGEND_ROW + 38];
    return `<path d="M${x} ${y - 4}h24" ${lineStyle(i)}/><text x="${x + 30}" y="${y}">${escapeText(name)}</text>`;
  });
  const heading = `<text x="12" y="18" font-weight="bold">${quality.title} (better is up) against bytes</text>`;
  const panels = images.map((image, i) => {
    const [x, y] = [(i % COLUMNS) * PANEL.width, legendHeight + Math.floor(i / COLUMNS) * PANEL.height];
    return `<g transform="translate(${x} ${y})">${panel(points, image, names, quality)}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="11"><title>${quality.title} against bytes</title><style>${STYLE}</style>${heading}${legend.join('')}${panels.join('')}</svg>\n`;
}

function panel(points: readonly Point[], image: string, names: readonly string[], quality: Quality): string {
  const hulls = names.map((name) => paretoHull(curveOf(points, image, name, quality)));
  const all = hulls.flat().filter((point) => point.quality >= (quality.lowest ?? Number.NEGATIVE_INFINITY));
  const title = `<text x="${INSET.left}" y="16" font-weight="bold">${escapeText(image)}</text>`;
  if (all.length < 2) return title;
  const logs = all.map(({ bytes }) => Math.log(bytes));
  const [left, right] = [Math.min(...logs), Math.max(...logs)];
  const [low, high] = [
    Math.min(...all.map((point) => point.quality)),
    Math.max(...all.map((point) => point.quality)),
  ];
  const [w, h] = [PANEL.width - INSET.left - INSET.right, PANEL.height - INSET.top - INSET.bottom];
  const x = (bytes: number) => INSET.left + (w * (Math.log(bytes) - left)) / (right - left || 1);
  const y = (value: number) => INSET.top + (h * (high - value)) / (high - low || 1);
  const lines = hulls.map((hull, i) => {
    const at = hull
      .filter((point) => all.includes(point))
      .map((point) => `${x(point.bytes).toFixed(1)} ${y(point.quality).toFixed(1)}`);
    return at.length > 0 ? `<path d="M${at.join('L')}" ${lineStyle(i)}/>` : '';
  });
  const [min, max] = [left, right].map((log) => `${(Math.exp(log) / 1000).toFixed(1)} kB`);
  const bottom = INSET.top + h + 16;
  return [
    title,
    `<rect class="frame" x="${INSET.left}" y="${INSET.top}" width="${w}" height="${h}"/>`,
    `<text x="${INSET.left}" y="${bottom}">${min}</text>`,
    `<text x="${INSET.left + w}" y="${bottom}" text-anchor="end">${max}</text>`,
    `<text x="${INSET.left - 4}" y="${INSET.top + 9}" text-anchor="end">${Math.abs(high).toFixed(1)}</text>`,
    `<text x="${INSET.left - 4}" y="${INSET.top + h}" text-anchor="end">${Math.abs(low).toFixed(1)}</text>`,
    ...lines,
  ].join('');
}

const lineStyle = (i: number): string =>
  `fill="none" stroke="${COLORS[i % COLORS.length]}" stroke-width="1.6"${i >= COLORS.length ? ' stroke-dasharray="4 2"' : ''}`;

const escapeText = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]!);
