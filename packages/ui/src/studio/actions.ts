import { part } from '../element/shadow.ts';
import { say, type Texts } from '../texts/texts.ts';
import type { StudioAction } from './types.ts';

/** Buttons that need only their id. */
const KNOWN: Record<string, { readonly text: keyof Texts; readonly primary: boolean }> = {
  'save-over': { text: 'saveOver', primary: true },
  'save-copy': { text: 'saveCopy', primary: false },
  'copy-palette': { text: 'copyPalette', primary: false },
};

/** Draws the buttons. A focused button keeps the focus. */
export function drawActions(root: ShadowRoot, actions: readonly (string | StudioAction)[]): void {
  const focused = root.activeElement?.getAttribute('data-action');
  const place = part(root, '.actions');
  place.replaceChildren(...actions.map(buttonOf));
  if (focused) place.querySelector<HTMLElement>(`[data-action="${CSS.escape(focused)}"]`)?.focus();
}

function buttonOf(action: string | StudioAction): HTMLButtonElement {
  const {
    id,
    label,
    primary,
    disabled = false,
  }: StudioAction = typeof action === 'string' ? { id: action } : action;
  const known = KNOWN[id];
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  button.classList.toggle('primary', primary ?? known?.primary ?? false);
  button.dataset.action = id;
  button.textContent = label ?? (known ? say(known.text) : id);
  button.disabled = disabled;
  return button;
}
