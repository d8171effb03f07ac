import type { PaletteEntry } from '@kcolors/codecs/request';
import { type Given, given } from '../element/given.ts';
import { part } from '../element/shadow.ts';
import { say } from '../texts/texts.ts';
import { createMenu } from './menu.ts';

/** The text to copy: the hex value of a color, or the whole palette in a format. */
export interface CopyDetail {
  readonly text: string;
  readonly hex?: string;
  readonly format?: string;
}

/** Fires `kc-copy` and copies the text unless the host cancels the event. Returns false if copying failed. */
export async function copyOrAsk(palette: HTMLElement, detail: CopyDetail): Promise<boolean> {
  const asked = new CustomEvent('kc-copy', { detail, bubbles: true, composed: true, cancelable: true });
  return !palette.dispatchEvent(asked) || (await copyText(detail.text));
}

export interface CopyAs {
  /** Shows the button if there are colors and formats. */
  update(): void;
}

/** Creates the button that copies the whole palette, with a menu of formats. */
export function createCopyAs(
  root: ShadowRoot,
  colors: () => readonly PaletteEntry[],
  tell: (message: string) => void,
): CopyAs {
  const button = part<HTMLButtonElement>(root, '.copy-as');
  const copy = async (id: string) => {
    const format = copyFormats.get().find((each) => each.id === id)!;
    const detail = { text: format.write(colors()), format: id };
    const done = await copyOrAsk(root.host as HTMLElement, detail);
    tell(say(done ? 'copiedAs' : 'notCopiedAs', { format: format.label }));
  };
  const menu = createMenu(
    part(root, '.formats'),
    (id) => void copy(id),
    () => button.focus(),
  );
  button.addEventListener('click', () => {
    const items = copyFormats.get().map(({ id, label }) => ({ id, text: label, key: '' }));
    menu.open(button, say('copyAs'), items);
  });
  return {
    update() {
      button.hidden = copyFormats.get().length === 0 || colors().length === 0;
    },
  };
}

/** A text format for copied palettes. */
export interface CopyFormat {
  readonly id: string;
  /** Display name. */
  readonly label: string;
  readonly write: (colors: readonly PaletteEntry[]) => string;
}

/** The copy formats of the host; none by default. */
export const copyFormats: Given<readonly CopyFormat[]> = given<readonly CopyFormat[]>([]);

/** Sets the copy formats of all palettes. */
export const setCopyFormats = (formats: readonly CopyFormat[]): void => copyFormats.set(formats);

/** Copies text to the clipboard. Returns false if the browser or the frame forbids it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Copies with `execCommand`, which also works in frames without the clipboard permission. */
function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
