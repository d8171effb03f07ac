import { normalHex, parseHex, toHex } from '@kcolors/codecs/request';
import { fillTexts } from '../texts/texts.ts';
import { placeBeside } from './menu.ts';

export interface ColorEditor {
  open(anchor: Element, hex: string): void;
}

/** The content of the editor: the color input of the system, and a field for a hex value. */
export const editorMarkup: string = `
<form>
  <input type="color" data-says="pickColor">
  <input type="text" data-says="hexValue" spellcheck="false" autocomplete="off" maxlength="9">
  <button type="submit" class="button primary" data-text="apply"></button>
  <p class="wrong" role="alert"></p>
</form>`;

/**
 * Turns an element into an editor. `chosen` receives the old and the new color. `closed` is called when the editor
 * closes, to restore the focus.
 */
export function createEditor(
  popup: HTMLElement,
  chosen: (hex: string, to: string) => void,
  closed: () => void,
  badHex: () => string,
): ColorEditor {
  const find = <T extends Element>(selector: string) => popup.querySelector<T>(selector)!;
  const picker = find<HTMLInputElement>('[type=color]');
  const field = find<HTMLInputElement>('[type=text]');
  const wrong = find<HTMLElement>('.wrong');
  let edited = '';

  const complain = (text: string) => {
    wrong.textContent = text;
    field.setAttribute('aria-invalid', String(text !== ''));
  };

  // The color input of the system has no alpha: keep that of the edited color.
  picker.addEventListener('input', () => {
    field.value = toHex({ ...parseHex(picker.value)!, a: parseHex(edited)!.a });
    complain('');
  });
  field.addEventListener('input', () => {
    const color = parseHex(field.value.trim());
    if (color) picker.value = toHex({ ...color, a: 255 });
    if (color) complain('');
  });
  popup.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Escape') popup.hidePopover();
  });
  popup.addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = field.value.trim();
    const to = normalHex(typed.startsWith('#') ? typed : `#${typed}`);
    if (!to) {
      complain(badHex());
      field.focus();
      return;
    }
    popup.hidePopover();
    if (to !== normalHex(edited)) chosen(edited, to);
  });
  popup.addEventListener('toggle', (event) => {
    if ((event as ToggleEvent).newState === 'closed') closed();
  });

  return {
    open(anchor, hex) {
      edited = hex;
      fillTexts(popup);
      complain('');
      field.value = hex;
      picker.value = toHex({ ...parseHex(hex)!, a: 255 });
      popup.showPopover();
      placeBeside(popup, anchor);
      field.focus();
      field.select();
    },
  };
}
