import { printableJson } from '@kcolors/codecs/printable';
import type { FileReport } from './outcome.ts';
import { describeQualityScore } from './text.ts';

/** Returns the document of `--json`. `psnr` is null for identical pixels. */
export function jsonReport(reports: readonly FileReport[]): string {
  const done = reports.filter((report) => report.status !== 'error');
  const sum = (key: 'bytesBefore' | 'bytesAfter') => done.reduce((total, report) => total + report[key], 0);
  const of = (status: FileReport['status']) => reports.filter((report) => report.status === status).length;
  const document = {
    files: reports.map(jsonEntry),
    totals: {
      files: reports.length,
      compressed: of('compressed'),
      kept: of('kept'),
      stripped: of('stripped'),
      errors: of('error'),
      bytesBefore: sum('bytesBefore'),
      bytesAfter: sum('bytesAfter'),
    },
  };
  return `${printableJson(document)}\n`;
}

function jsonEntry(report: FileReport): object {
  if (report.status === 'error')
    return { input: report.input, output: null, status: 'error', error: report.error };
  const { preview: _, palette, psnr, mse, qualityScore, notes, ...rest } = report;
  const round = (value: number) => Number(value.toFixed(6));
  return {
    ...rest,
    colors: palette.length,
    palette: palette.map(({ hex, share }) => ({ hex, share: round(share) })),
    mse: round(mse),
    psnr: Number.isFinite(psnr) ? round(psnr) : null,
    ...(qualityScore && {
      qualityScore: {
        ...qualityScore,
        score: round(qualityScore.score),
        text: describeQualityScore(qualityScore),
      },
    }),
    notes,
  };
}
