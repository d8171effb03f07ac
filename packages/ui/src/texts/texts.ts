import { LOSS_WORDS, type Loss } from '@kcolors/codecs/request';
import { given } from '../element/given.ts';
import { setText } from '../element/shadow.ts';
import { ENGLISH } from './english.ts';

export type Texts = { readonly [Name in keyof typeof ENGLISH | Loss]: string };

/** The English texts. */
export const TEXTS: Texts = { ...ENGLISH, ...LOSS_WORDS };

const current = given(TEXTS);

/** Replaces some or all texts. The elements on the page update at once. */
export function setTexts(texts: Partial<Texts>): void {
  current.set({ ...current.get(), ...texts });
}

/** Returns a text with its values filled in. */
export function say(name: keyof Texts, values: Readonly<Record<string, string | number>> = {}): string {
  return current.get()[name].replace(/\{(\w+)\}/g, (all, key) => String(values[key] ?? all));
}

/** Calls `listener` after each replacement of texts. Returns a function that stops it. */
export const onTexts: (listener: () => void) => () => void = current.listen;

/** Fills the fixed texts of a shadow tree: `data-text` names the content, `data-says` the `aria-label`. */
export function fillTexts(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-text]')) {
    setText(element, say(element.dataset.text as keyof Texts));
  }
  for (const element of root.querySelectorAll<HTMLElement>('[data-says]')) {
    element.setAttribute('aria-label', say(element.dataset.says as keyof Texts));
  }
}
