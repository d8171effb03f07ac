import { printable } from '@kcolors/codecs/printable';
import { formatBytes } from '@kcolors/codecs/request';
import type { ImageEntry, Skipped } from '../../shared/values.ts';

/** Returns `1 image` or `3 images`. */
export const count = (number: number, noun: string, plural = `${noun}s`): string =>
  `${number} ${number === 1 ? noun : plural}`;

/**
 * The displayed name of an image. Figma images have no names, so it is that of the first layer that uses it.
 */
export const nameOf = ({ uses }: ImageEntry): string => shownName(uses[0]?.nodeName) || 'Image';

/** A displayed name of a layer, style or file: on one line, without hidden characters or text reordering. */
export const shownName = (name = ''): string => printable(name.trim());

export const messageOf = (reason: unknown): string =>
  reason instanceof Error && reason.message ? reason.message : String(reason);

/** Totals of a run. */
export interface Totals {
  readonly images: number;
  readonly before: number;
  readonly after: number;
}

/** Returns `3 images, 8.4 MB → 1.1 MB (−87 %)`. */
export function wordsOfTotals({ images, before, after }: Totals): string {
  const share = savedShare(before, after);
  return `${count(images, 'image')}, ${formatBytes(before)} → ${formatBytes(after)}${share && ` (${share})`}`;
}

/** Returns `−84 %`; '' if nothing is saved. */
export const savedShare = (before: number, after: number): string =>
  after < before ? `−${Math.min(99, Math.round((100 * (before - after)) / before))} %` : '';

/** Lists the skipped layers, one line per reason. */
export const wordsOfSkipped = (skipped: readonly Skipped[]): string[] =>
  wordsByReason(skipped.map(({ message, nodeName }) => [message, shownName(nodeName) || 'A layer']));

/** Lists the images that stay, one line per reason. */
export const wordsOfLeft = (left: readonly { readonly name: string; readonly reason: string }[]): string[] =>
  wordsByReason(left.map(({ name, reason }) => [reason, name]));

function wordsByReason(pairs: readonly (readonly [reason: string, name: string])[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const [reason, name] of pairs) byReason.set(reason, [...(byReason.get(reason) ?? []), name]);
  return [...byReason].map(([reason, names]) => `${listOf(names)}: ${reason}`);
}

const MAX_NAMES = 3;

function listOf(names: readonly string[]): string {
  const unique = [...new Set(names)];
  const shown = unique.slice(0, MAX_NAMES).join(', ');
  return unique.length > MAX_NAMES ? `${shown} and ${unique.length - MAX_NAMES} more` : shown;
}
