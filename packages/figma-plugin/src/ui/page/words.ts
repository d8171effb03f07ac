import { printable } from '@kcolors/codecs/printable';
import { formatBytes } from '@kcolors/codecs/request';
import type { ImageEntry, Skipped } from '../../shared/values.ts';
import { MainError } from '../connect.ts';

/** `1 image`, `3 images`. */
export const count = (number: number, noun: string, plural = `${noun}s`): string =>
  `${number} ${number === 1 ? noun : plural}`;

/** What to call an image: Figma has no names for them, but the layers that use them do. */
export const nameOf = ({ uses }: ImageEntry): string => shownName(uses[0]?.nodeName) || 'Image';

/** A name of a layer, style or file as it is shown: on one line, without anything that is hidden or moves other text. */
export const shownName = (name = ''): string => printable(name.trim());

export const messageOf = (reason: unknown): string =>
  reason instanceof Error && reason.message ? reason.message : String(reason);

/** Whether something ended because somebody wanted it to. */
export const isAbort = (reason: unknown): boolean =>
  reason instanceof Error &&
  (reason.name === 'AbortError' || (reason instanceof MainError && reason.code === 'canceled'));

/** What a run came to. */
export interface Totals {
  readonly images: number;
  readonly before: number;
  readonly after: number;
}

/** `3 images, 8.4 MB → 1.1 MB`. */
export const wordsOfTotals = ({ images, before, after }: Totals): string =>
  `${count(images, 'image')}, ${formatBytes(before)} → ${formatBytes(after)}`;

/** Layers that were left, with one line for each reason. */
export function wordsOfSkipped(skipped: readonly Skipped[]): string[] {
  const byMessage = new Map<string, string[]>();
  for (const { message, nodeName } of skipped) {
    byMessage.set(message, [...(byMessage.get(message) ?? []), shownName(nodeName) || 'A layer']);
  }
  return [...byMessage].map(([message, names]) => `${listOf(names)}: ${message}`);
}

const MOST_NAMES = 3;

function listOf(names: readonly string[]): string {
  const unique = [...new Set(names)];
  const shown = unique.slice(0, MOST_NAMES).join(', ');
  return unique.length > MOST_NAMES ? `${shown} and ${unique.length - MOST_NAMES} more` : shown;
}
