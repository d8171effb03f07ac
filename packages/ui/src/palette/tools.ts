import type { PaletteEntry } from '@kcolors/codecs/request';
import { say } from '../texts/texts.ts';
import { distance } from './color.ts';
import type { PaletteEdit } from './edits.ts';
import type { MenuItem } from './menu.ts';

/** The action of each letter key on the focused color of an editable palette. */
export const LETTERS: Readonly<Record<string, string>> = {
  l: 'lock',
  e: 'edit',
  s: 'select',
  m: 'merge',
  r: 'remove',
};

/** The state of a palette that the actions on a color need. */
export interface PaletteState {
  readonly colors: readonly PaletteEntry[];
  readonly isLocked: (hex: string) => boolean;
  readonly selected: ReadonlySet<string>;
  /** Whether a color can be removed. */
  readonly removable: boolean;
}

/** Returns the perceptually nearest other color; undefined if there is none. */
export function nearestTo(hex: string, colors: readonly PaletteEntry[]): PaletteEntry | undefined {
  let nearest: PaletteEntry | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (const color of colors) {
    const far = color.hex === hex ? Number.POSITIVE_INFINITY : distance(hex, color.hex);
    if (far >= lowest) continue;
    nearest = color;
    lowest = far;
  }
  return nearest;
}

/** Returns the colors that "Merge" would combine: the selected ones, or a color and the nearest other color. */
function toMerge(hex: string, { colors, selected }: PaletteState): readonly PaletteEntry[] {
  const chosen = colors.filter((color) => selected.has(color.hex));
  if (chosen.length > 1) return chosen;
  const nearest = nearestTo(hex, colors);
  return nearest ? [...colors.filter((color) => color.hex === hex), nearest] : [];
}

/** Returns the menu items of a color. */
export function menuOf(hex: string, state: PaletteState): MenuItem[] {
  const items: MenuItem[] = [
    { id: 'copy', text: say('copy'), key: 'ENTER' },
    { id: 'lock', text: say('lock'), key: 'L', checked: state.isLocked(hex) },
    { id: 'edit', text: say('edit'), key: 'E' },
    { id: 'select', text: say('select'), key: 'S', checked: state.selected.has(hex) },
  ];
  const merged = toMerge(hex, state);
  if (state.selected.size > 1) {
    items.push({ id: 'merge', text: say('mergeSelected', { count: merged.length }), key: 'M' });
  } else if (merged.length > 1) {
    const other = merged[1]!.hex;
    items.push({ id: 'merge', text: say('mergeNearest', { hex: other }), key: 'M', color: other });
  }
  if (state.removable) items.push({ id: 'remove', text: say('remove'), key: 'R' });
  return items;
}

/** Returns the edit of a menu item or key; undefined if it needs further input. */
export function editOf(id: string, hex: string, state: PaletteState): PaletteEdit | undefined {
  if (id === 'lock') return { kind: state.isLocked(hex) ? 'unlock' : 'lock', hex };
  if (id === 'remove') return state.removable ? { kind: id, hex } : undefined;
  const colors = id === 'merge' ? toMerge(hex, state) : [];
  return colors.length > 1 ? { kind: 'merge', colors } : undefined;
}

/** Returns the announcement after an edit. */
export function saidOf(change: PaletteEdit): string {
  switch (change.kind) {
    case 'lock':
      return say('locked', { hex: change.hex });
    case 'unlock':
      return say('unlocked', { hex: change.hex });
    case 'remove':
      return say('removed', { hex: change.hex });
    case 'edit':
      return say('edited', { hex: change.to, old: change.hex });
    case 'merge':
      return say('merged', { count: change.colors.length });
  }
}
