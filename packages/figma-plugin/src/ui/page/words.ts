import { printable } from '@kcolors/codecs/printable';
import { formatBytes } from '@kcolors/codecs/request';
import type { ImageEntry, Skipped } from '../../shared/values.ts';
import { MainError } from '../connect.ts';

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

/** Whether an error is due to a cancellation by the person. */
export const isAbort = (reason: unknown): boolean =>
  reason instanceof Error &&
  (reason.name === 'AbortError' || (reason instanceof MainError && reason.code === 'canceled'));

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
export function wordsOfSkipped(skipped: readonly Skipped[]): string[] {
  const byMessage = new Map<string, string[]>();
  for (const { message, nodeName } of skipped) {
    byMessage.set(message, [...(byMessage.get(message) ?? []), shownName(nodeName) || 'A layer']);
  }
  return [...byMessage].map(([message, names]) => `${listOf(names)}: ${message}`);
}

const MAX_NAMES = 3;

function listOf(names: readonly string[]): string {
  const unique = [...new Set(names)];
  const shown = unique.slice(0, MAX_NAMES).join(', ');
  return unique.length > MAX_NAMES ? `${shown} and ${unique.length - MAX_NAMES} more` : shown;
}
