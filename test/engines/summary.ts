import { median } from '../bench/clock.ts';
import { markdownTable } from '../bench/table.ts';
import { SETTINGS } from './compare.ts';
import type { Report } from './job.ts';

/** Smaller images tell little of speed. */
const MIN_MPX = 0.1;

/** Everything that was found, for a terminal. */
export function summaryOf(reports: readonly Report[]): string {
  const lines: string[] = [];
  let runs = 0;
  let equal = 0;
  for (const report of reports) {
    if (report.outcome !== 'compared') {
      lines.push(`${report.outcome} ${report.file}: ${report.reason}`);
      continue;
    }
    for (const { options, difference } of report.runs) {
      runs++;
      if (difference === undefined) equal++;
      else lines.push(`different ${report.file}, ${JSON.stringify(options)}: ${difference}`);
    }
  }
  const compared = reports.filter(({ outcome }) => outcome === 'compared').length;
  return [
    ...lines,
    speedTable(reports),
    `${compared} images, ${runs} pairs of results: ${runs > 0 && equal === runs ? 'all' : equal} equal.`,
  ].join('\n');
}

function speedTable(reports: readonly Report[]): string {
  const large = reports.flatMap((report) =>
    report.outcome === 'compared' && report.mpx >= MIN_MPX ? [report.runs] : [],
  );
  const rows = SETTINGS.map(({ maxColors, dither, space }, i) => {
    const ratios = large.map((runs) => runs[i]!.ratio);
    const shown =
      ratios.length > 0 ? [median(ratios), Math.max(...ratios)].map((value) => value.toFixed(2)) : ['', ''];
    return [`${maxColors}`, `${dither}`, space!, ...shown];
  });
  const all = large.flatMap((runs) => runs.map(({ ratio }) => ratio));
  const columns = ['k', 'dither', 'space', 'JavaScript ÷ WebAssembly', 'most'];
  const title = `CPU time over ${large.length} images of ${MIN_MPX} Mpx and more${all.length > 0 ? `: ${median(all).toFixed(2)} in the median` : ''}`;
  return `${title}\n${markdownTable(columns, rows, ['space'])}`;
}
