import { l10n } from 'vscode';
import { markdownText } from '../language/markdown-text.ts';
import { type FileReport, totalsOf } from './file-report.ts';
import { formatBytes, formatSaved, summaryOf } from './words.ts';

const ORDER: readonly FileReport['status'][] = ['failed', 'compressed', 'kept', 'canceled'];

/** Returns the report of a run as Markdown: failures first, then the largest savings. */
export function reportMarkdown(reports: readonly FileReport[], at: Date): string {
  const gain = ({ before, after }: FileReport) => before - after;
  const sorted = [...reports].sort(
    (one, other) => ORDER.indexOf(one.status) - ORDER.indexOf(other.status) || gain(other) - gain(one),
  );
  const head = [l10n.t('File'), l10n.t('Before'), l10n.t('After'), l10n.t('Saved'), l10n.t('Note')];
  const rows = sorted.map((report) => `| ${cellsOf(report).map(markdownText).join(' | ')} |`);
  return [
    `# ${l10n.t('Compressed images')}`,
    '',
    `${summaryOf(totalsOf(reports))} ${at.toLocaleString()}`,
    '',
    `| ${head.join(' | ')} |`,
    '| :-- | --: | --: | --: | :-- |',
    ...rows,
    '',
  ].join('\n');
}

function cellsOf({ name, status, before, after, output, notes }: FileReport): string[] {
  const isCompressed = status === 'compressed';
  const written = output
    ? [l10n.t('Written to {0}.', output.path.slice(output.path.lastIndexOf('/') + 1))]
    : [];
  const labels: Record<FileReport['status'], string> = {
    compressed: '',
    kept: '',
    failed: `${l10n.t('Not compressed')}: `,
    canceled: '',
  };
  return [
    name,
    before > 0 ? formatBytes(before) : '',
    isCompressed ? formatBytes(after) : '',
    isCompressed ? formatSaved(before, after) : '',
    labels[status] + [...written, ...notes].join(' '),
  ];
}
