/** Returns a Markdown table with aligned columns, readable in a terminal too. Columns named in `left` hold text. */
export function markdownTable(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  left: readonly string[],
): string {
  const widths = columns.map((column, i) => Math.max(3, column.length, ...rows.map((row) => row[i]!.length)));
  const isLeft = columns.map((column) => left.includes(column));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (isLeft[i] ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' | ')} |`;
  const rule = widths.map((width, i) => (isLeft[i] ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(columns), line(rule), ...rows.map(line)].join('\n');
}
