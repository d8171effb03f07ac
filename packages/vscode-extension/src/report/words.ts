import { formatBytes as sizeOf } from '@kcolors/codecs/request';
import { l10n } from 'vscode';
import type { Totals } from './file-report.ts';

const NBSP = '\u00a0'; // keeps a number and its unit on one line

/** Formats a size as `512 bytes`, `8.4 kB`, `61 kB` or `1.2 MB`, in powers of 1000. */
export const formatBytes = (bytes: number): string =>
  (bytes < 1000 ? l10n.t('{0} bytes', bytes) : sizeOf(bytes)).replace(' ', NBSP);

/** Formats the saved share as `−88 %`, with a non-breaking space. */
export function formatSaved(before: number, after: number): string {
  if (before === 0) return '';
  const percent = Math.round(((after - before) / before) * 100);
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent)}${NBSP}%`;
}

/** Returns a one-line summary of a run. */
export function summaryOf({ compressed, kept, failed, canceled, before, after }: Totals): string {
  const sizes = `${formatBytes(before)} → ${formatBytes(after)} (${formatSaved(before, after)})`;
  const isSmaller = after < before; // with a palette, results may be larger
  const parts = [
    compressed === 1 && isSmaller && l10n.t('1 image compressed: {0}', sizes),
    compressed > 1 && isSmaller && l10n.t('{0} images compressed: {1}', compressed, sizes),
    compressed === 1 && !isSmaller && l10n.t('1 image written: {0}', sizes),
    compressed > 1 && !isSmaller && l10n.t('{0} images written: {1}', compressed, sizes),
    kept === 1 && l10n.t('1 unchanged'),
    kept > 1 && l10n.t('{0} unchanged', kept),
    failed === 1 && l10n.t('1 could not be compressed'),
    failed > 1 && l10n.t('{0} could not be compressed', failed),
    canceled > 0 && l10n.t('{0} canceled', canceled),
  ];
  return `${parts.filter(Boolean).join(' · ')}.`;
}
