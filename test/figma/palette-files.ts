// Imports palettes into the plugin window as people do: from the clipboard, or by dropping a file.
import type { Frame, Locator, Page } from 'playwright-core';
import type { OpenPlugin } from './open-plugin.ts';

/** Four brand colors in a style sheet. */
export const CSS = `:root {
  --brand-red: #c1121f;
  --brand-cream: #fdf0d5;
  --brand-navy: #003049;
  --brand-sky: rgb(102 155 188);
}`;
export const CSS_HEXES = ['#c1121f', '#fdf0d5', '#003049', '#669bbc'];

/** The colors of a shown palette. */
export const shownIn = async ({ frame }: OpenPlugin, screen: 'palette' | 'match'): Promise<string[]> =>
  ((await frame.locator(`.${screen} kc-palette`).getAttribute('colors')) ?? '').match(/#[0-9a-f]{6}/g) ?? [];

/** Replaces the content of a field by pasting from the clipboard with the keyboard. */
export async function paste(page: Page, field: Locator, text: string): Promise<void> {
  await field.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+x');
  await page.keyboard.press('ControlOrMeta+v');
}

/** Drops a file on an element, with the same events as a browser. */
export function dropFile(frame: Frame, selector: string, name: string, bytes: Uint8Array): Promise<void> {
  const drop = ([where, file, base64]: readonly [string, string, string]) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], file));
    const element = document.querySelector(where)!;
    for (const type of ['dragenter', 'dragover', 'drop'])
      element.dispatchEvent(
        new DragEvent(type, { bubbles: true, cancelable: true, composed: true, dataTransfer: data }),
      );
  };
  return frame.evaluate(drop, [selector, name, Buffer.from(bytes).toString('base64')] as const);
}
