import type { PaletteEntry } from '@kcolors/codecs/request';
import { copyFormats } from './copy-formats.ts';
import { copyText } from './copy-text.ts';
import { createMenu } from './palette-menu.ts';
import { part } from './shadow.ts';
import { say } from './texts.ts';

/** What is copied: a color by its hex, or the whole palette in a format. */
export interface CopyDetail {
  readonly text: string;
  readonly hex?: string;
  readonly format?: string;
}

/** Lets the host copy, and does it where the host does not; false where nothing was copied. */
export async function copyOrAsk(palette: HTMLElement, detail: CopyDetail): Promise<boolean> {
  const asked = new CustomEvent('kc-copy', { detail, bubbles: true, composed: true, cancelable: true });
  return !palette.dispatchEvent(asked) || (await copyText(detail.text));
}

export interface CopyAs {
  /** Shows the button where there is something to copy and a format for it. */
  update(): void;
}

/** The button that copies the whole palette, with a menu of what it can be written as. */
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
