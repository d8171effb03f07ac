import type { CompareView } from '../compare/markup.ts';

/** A shortcut that works anywhere in the view: a single key. The host owns keys with Ctrl or Alt. */
export type Shortcut =
  | { readonly view: CompareView }
  | { readonly zoom: 1 | -1 | 0 }
  | { readonly focus: 'compare' | 'options' | 'palette' };

const SHORTCUTS: Record<string, Shortcut> = {
  '1': { view: 'slider' },
  '2': { view: 'side' },
  '3': { view: 'difference' },
  '+': { zoom: 1 },
  '=': { zoom: 1 },
  '-': { zoom: -1 },
  '0': { zoom: 0 },
  d: { focus: 'compare' },
  o: { focus: 'options' },
  p: { focus: 'palette' },
};

/** Elements in which letters and digits are text input. */
const TYPES = 'select, textarea, input:not([type=range], [type=radio], [type=checkbox])';

export function shortcutOf(event: KeyboardEvent): Shortcut | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const target = event.composedPath()[0];
  if (target instanceof Element && target.matches(TYPES)) return undefined;
  return SHORTCUTS[event.key.toLowerCase()];
}
