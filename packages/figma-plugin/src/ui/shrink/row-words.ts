import { formatBytes } from '@kcolors/codecs/request';
import { count, savedShare } from '../page/words.ts';
import type { ShrinkRow, Sum } from './rows.ts';

const about = (bytes: number, isGuess: boolean): string => `${isGuess ? '~' : ''}${formatBytes(bytes)}`;

/** Returns `4000 → 800 px · 1.3 MB → ~60 kB`. */
export function wordsOfRow({ after, before, from, isGuess, state, to }: ShrinkRow): string {
  const isResized = to.width < from.width && state !== 'blocked' && state !== 'kept';
  const pixels = from.width === 0 ? '' : `${from.width}${isResized ? ` → ${to.width}` : ''} px`;
  const bytes =
    before === 0 ? '' : `${formatBytes(before)}${after < before ? ` → ${about(after, isGuess)}` : ''}`;
  return [pixels, bytes].filter(Boolean).join(' · ');
}

/** Returns `−84 %`, or the state of a row that has nothing to save. */
export function stateWords({ after, before, state }: ShrinkRow): string {
  if (state === 'kept') return 'Kept';
  if (state === 'blocked') return '';
  const saved = savedShare(before, after);
  return state === 'done' ? `Done ${saved}`.trim() : saved;
}

/** Returns `Shrink 9 of 12 · 14.6 → ~2.2 MB`. */
export function wordsOfSum({ after, before, images, isGuess, isKnown }: Sum, all: number): string {
  const what = images === all ? count(images, 'image') : `${images} of ${all}`;
  if (!isKnown) return `Shrink ${what}`;
  const [from, to] = [formatBytes(before), about(after, isGuess)];
  const unit = from.slice(from.indexOf(' '));
  const isSameUnit = to.endsWith(unit);
  return `Shrink ${what} · ${isSameUnit ? from.slice(0, -unit.length) : from} → ${to}`;
}
