import type { Skipped } from '../../shared/values.ts';
import { notify } from '../notify.ts';

/** Returns the outcome of a restore in one line. */
export function wordsOfRestored({
  paints,
  skipped,
}: {
  paints: number;
  skipped: readonly Skipped[];
}): string {
  const gone = skipped.filter(({ reason }) => reason === 'image-gone').length;
  const others = skipped.length - gone;
  const parts = [
    paints === 0 && skipped.length === 0 ? 'Nothing here has an original to restore' : '',
    paints > 0 ? `${count(paints, 'original')} restored` : '',
    gone > 0 ? `${count(gone, 'original')} no longer in the file` : '',
    others > 0 ? `${count(others, 'fill')} unchanged` : '',
  ];
  return `${parts.filter(Boolean).join('; ')}.`;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

export const tellRestored = (restored: { paints: number; skipped: readonly Skipped[] }): void =>
  notify(wordsOfRestored(restored), { error: restored.skipped.length > 0 });
