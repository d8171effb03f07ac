import type { PaletteEntry } from '@kcolors/codecs';
import { printable } from '@kcolors/codecs/printable';
import { formatBytes, formatShare } from '@kcolors/codecs/request';
import type { ChalkInstance } from 'chalk';
import stringWidth from 'fast-string-width';
import type { DoneReport } from './outcome.ts';
import { count, describeQualityScore, formatChange, formatSize } from './text.ts';

/** Display options of results. */
export interface TextStyle {
  readonly paint: ChalkInstance;
  /** Columns of the terminal. */
  readonly width: number;
  /** Columns for names. */
  readonly nameWidth: number;
  /** `'full'`: whole palettes with hex values and shares. `'compact'`: one line of blocks. */
  readonly palettes: 'full' | 'compact';
  /** Converts an output path for display. */
  readonly shown: (path: string) => string;
}

/** Returns the number of columns of a displayed name. */
export const columnsOf = (name: string): number => stringWidth(printable(name));

/** Returns the lines of one file. */
export function fileLines(report: DoneReport, style: TextStyle): string[] {
  const { paint, nameWidth, palettes } = style;
  const { status, bytesBefore, bytesAfter, palette, qualityScore, output, notes } = report;
  const input = printable(report.input);
  const name = paint.bold(input) + ' '.repeat(Math.max(0, nameWidth - columnsOf(input)));
  const figures =
    status === 'kept'
      ? [formatBytes(bytesBefore), 'unchanged']
      : [`${formatBytes(bytesBefore)} → ${formatBytes(bytesAfter)}`, changeOf(report, paint)];
  if (report.resizedFrom) figures.push(formatSize(report));
  const chosen = qualityScore?.target === undefined ? '' : ' chosen';
  if (status === 'compressed' && palette.length > 0) figures.push(count(palette.length, 'color') + chosen);
  if (status === 'stripped') figures.push('metadata removed');
  if (qualityScore) figures.push(describeQualityScore(qualityScore));
  const shown = output === null ? input : printable(style.shown(output));
  if (shown !== input) figures.push(paint.dim(`→ ${shown}`));
  const blocks = palettes === 'compact' && paint.level > 0 ? compactBlocks(palette, paint) : '';
  const line = [name, ...figures, ...(blocks ? [blocks] : [])].join('  ');
  const rows = palettes === 'full' ? paletteLines(palette, style) : [];
  return [line, ...rows.map((row) => `  ${row}`), ...notes.map((note) => `  ${paint.dim(printable(note))}`)];
}

function changeOf({ bytesBefore, bytesAfter }: DoneReport, paint: ChalkInstance): string {
  const text = formatChange(bytesBefore, bytesAfter);
  return bytesAfter < bytesBefore ? paint.green(text) : paint.yellow(text);
}

/** Returns the total line for several files. */
export function totalLine(reports: readonly DoneReport[], failed: number, { paint }: TextStyle): string {
  const sum = (key: 'bytesBefore' | 'bytesAfter') =>
    reports.reduce((total, report) => total + report[key], 0);
  const [before, after] = [sum('bytesBefore'), sum('bytesAfter')];
  const kept = reports.filter(({ status }) => status === 'kept').length;
  const stripped = reports.filter(({ status }) => status === 'stripped').length;
  const parts = [
    paint.bold(count(reports.length + failed, 'file')),
    `${formatBytes(before)} → ${formatBytes(after)}`,
    formatChange(before, after),
    ...(kept ? [`${kept} kept`] : []),
    ...(stripped ? [`${stripped} without metadata`] : []),
    ...(failed ? [paint.red(`${failed} failed`)] : []),
  ];
  return parts.join('  ');
}

const FULL_PALETTE = 32; // number of colors listed with hex value and share

/** Formats the palette as blocks with hex value and share, in as many columns as fit. */
export function paletteLines(
  palette: readonly PaletteEntry[],
  { paint, width }: Pick<TextStyle, 'paint' | 'width'>,
): string[] {
  if (palette.length === 0) return [];
  const sorted = [...palette].sort((one, other) => other.share - one.share);
  if (sorted.length > FULL_PALETTE)
    return wrap(sorted.map((entry) => blockOf(entry, paint)).filter(Boolean), width, 2, '');
  const cells = sorted.map((entry) => {
    const block = blockOf(entry, paint);
    return `${block && `${block} `}${entry.hex.padEnd(9)} ${formatShare(entry.share).padStart(7)}`;
  });
  return wrap(cells, width, paint.level > 0 ? 20 : 17, '  ');
}

function wrap(cells: readonly string[], width: number, cellWidth: number, gap: string): string[] {
  const columns = Math.max(1, Math.floor((Math.min(width, 100) - 2 + gap.length) / (cellWidth + gap.length)));
  const rows: string[] = [];
  for (let i = 0; i < cells.length; i += columns) rows.push(cells.slice(i, i + columns).join(gap));
  return rows;
}

function compactBlocks(palette: readonly PaletteEntry[], paint: ChalkInstance): string {
  const sorted = [...palette].sort((one, other) => other.share - one.share);
  return sorted
    .slice(0, 16)
    .map(({ hex }) => (isTransparent(hex) ? paint.dim('░') : paint.bgHex(hex.slice(0, 7))(' ')))
    .join('');
}

/** Whether a color is fully transparent, whatever its hidden color. */
const isTransparent = (hex: string): boolean => hex.length === 9 && hex.endsWith('00');

function blockOf({ hex }: PaletteEntry, paint: ChalkInstance): string {
  if (paint.level === 0) return '';
  return isTransparent(hex) ? paint.dim('░░') : paint.bgHex(hex.slice(0, 7))('  ');
}
