import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PaletteEdit } from '../src/palette/edits.ts';
import type { KcPalette } from '../src/palette/kc-palette.ts';
import { launchChromium } from './chromium.ts';
import { openStudioPage } from './studio-page.ts';

describe('<kc-palette editable>', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
    page = await openStudioPage(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  });
  afterAll(() => browser?.close());
  beforeEach(() =>
    page.evaluate(() => {
      const palette = document.createElement('kc-palette') as KcPalette;
      palette.editable = true;
      palette.colors = [
        { hex: '#102030', share: 0.5 },
        { hex: '#ff0000', share: 0.3 },
        { hex: '#122334', share: 0.15 },
        { hex: '#ffffff80', share: 0.05 },
      ];
      document.body.replaceChildren(palette);
      window.heard.length = 0;
    }),
  );

  const swatch = (hex: string) => page.getByRole('button', { name: `Copy ${hex}` });
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const edits = () =>
    page.evaluate(() =>
      window.heard.filter(({ type }) => type === 'kc-edit').map(({ detail }) => detail as PaletteEdit),
    );
  const fix = (...fixedColors: string[]) =>
    page.evaluate((fixedColors) => {
      document.querySelector<KcPalette>('kc-palette')!.fixedColors = fixedColors;
    }, fixedColors);
  const focused = () =>
    page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute('aria-label'));

  it('locks and unlocks with a key', async () => {
    await swatch('#ff0000').focus();
    await press('l');
    expect(await edits()).toEqual([{ kind: 'lock', hex: '#ff0000' }]);
    expect(await page.getByRole('status').textContent()).toBe('Locked #ff0000');
    await fix('#FF0000');
    expect(await focused()).toBe('Copy #ff0000 30 % Red, locked');
    await press('l');
    expect((await edits()).at(-1)).toEqual({ kind: 'unlock', hex: '#ff0000' });
  });

  it('has a menu, which the keyboard alone opens, walks and leaves', async () => {
    await swatch('#102030').focus();
    await press('ArrowRight', 'Shift+F10');
    const items = page.getByRole('menu', { name: 'More for #ff0000' }).locator('button');
    expect(await items.allTextContents()).toEqual([
      'Copy↵',
      'LockL',
      'Edit…E',
      'Select to mergeS',
      'Merge with #122334M',
    ]);
    await press('Escape');
    await expect.poll(focused).toBe('Copy #ff0000 30 % Red');
    await press('Shift+F10', 'ArrowDown', 'Enter');
    await expect.poll(edits).toEqual([{ kind: 'lock', hex: '#ff0000' }]);
    await expect.poll(focused).toBe('Copy #ff0000 30 % Red');
    await press('Shift+F10', 'End', 'ArrowDown', 'Enter');
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('#ff0000');
  });

  it('has the menu for the mouse too, on the right button and on its own', async () => {
    await swatch('#ff0000').click({ button: 'right' });
    await page.getByRole('menuitemcheckbox', { name: 'Lock' }).click();
    expect(await edits()).toEqual([{ kind: 'lock', hex: '#ff0000' }]);
    await swatch('#122334').hover();
    await page.getByTitle('More for #122334').click();
    await page.getByRole('menuitem', { name: 'Merge with #102030' }).click();
    expect((await edits()).at(-1)).toMatchObject({
      kind: 'merge',
      colors: [{ hex: '#122334' }, { hex: '#102030', share: 0.5 }],
    });
  });

  it('takes a color out where that is allowed, but never the last one', async () => {
    await swatch('#ff0000').focus();
    await press('r');
    expect(await edits()).toEqual([]);
    await page.evaluate(() => document.querySelector('kc-palette')!.toggleAttribute('removable', true));
    await press('r');
    expect(await edits()).toEqual([{ kind: 'remove', hex: '#ff0000' }]);
    await swatch('#122334').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    expect((await edits()).at(-1)).toEqual({ kind: 'remove', hex: '#122334' });
    await page.evaluate(() => {
      document.querySelector<KcPalette>('kc-palette')!.colors = [{ hex: '#ff0000', share: 1 }];
    });
    await swatch('#ff0000').focus();
    await press('r');
    expect(await edits()).toHaveLength(2);
  });

  it('merges with the most similar color, or what is selected', async () => {
    await swatch('#122334').focus();
    await press('m');
    expect((await edits())[0]).toMatchObject({ colors: [{ hex: '#122334' }, { hex: '#102030' }] });
    await press('s', 'Home', 's');
    expect(await focused()).toBe('Copy #102030 50 % Sombre Night, selected');
    await press('ArrowRight', 's', 'm');
    expect((await edits())[1]).toMatchObject({
      colors: [{ hex: '#102030' }, { hex: '#ff0000' }, { hex: '#122334' }],
    });
    expect(await page.locator('.selected').count()).toBe(0);
    await press('s', 'Escape');
    expect(await page.locator('.selected').count()).toBe(0);
  });

  it('selects with Ctrl and a click, and merges with a button', async () => {
    for (const hex of ['#102030', '#ff0000']) await swatch(hex).click({ modifiers: ['Control'] });
    expect(await page.getByText('2 selected', { exact: true }).last().isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Merge 2 selected' }).click();
    expect((await edits())[0]).toMatchObject({ colors: [{ hex: '#102030' }, { hex: '#ff0000' }] });
    expect(await page.evaluate(() => window.heard.filter(({ type }) => type === 'kc-copy').length)).toBe(0);
  });

  it('edits a color by its hex, and says what is none', async () => {
    await swatch('#ff0000').focus();
    await press('e');
    const field = page.getByRole('textbox', { name: 'Hex value' });
    await expect.poll(() => field.inputValue()).toBe('#ff0000');
    await field.fill('reddish');
    await press('Enter');
    expect(await page.getByRole('alert').textContent()).toContain('#1a2b3c');
    await field.fill('0a0');
    await press('Enter');
    expect(await edits()).toEqual([{ kind: 'edit', hex: '#ff0000', to: '#00aa00' }]);
    await expect.poll(focused).toBe('Copy #ff0000 30 % Red');
    await press('e', 'Escape');
    await expect.poll(focused).toBe('Copy #ff0000 30 % Red');
    expect(await edits()).toHaveLength(1);
  });

  it('edits a color with the color input, and keeps its opacity', async () => {
    await swatch('#ffffff80').focus();
    await press('e');
    await page.getByLabel('Pick a color').fill('#336699');
    await page.getByRole('button', { name: 'Apply' }).click();
    expect(await edits()).toEqual([{ kind: 'edit', hex: '#ffffff80', to: '#33669980' }]);
  });

  it('stays one tab stop, where it was when the colors change', async () => {
    await swatch('#122334').focus();
    await page.evaluate(() => {
      document.querySelector<KcPalette>('kc-palette')!.colors = [
        { hex: '#122334', share: 0.9 },
        { hex: '#00ff00', share: 0.1 },
      ];
    });
    expect(await focused()).toBe('Copy #122334 90 % Dark');
    expect(await page.locator('[tabindex="0"]').count()).toBe(1);
    await page.evaluate(() => {
      document.querySelector<KcPalette>('kc-palette')!.colors = [{ hex: '#00ff00', share: 1 }];
    });
    expect(await focused()).toBe('Copy #00ff00 100 % Green');
  });

  it('does none of this unless it is editable', async () => {
    await page.evaluate(() => {
      document.querySelector<KcPalette>('kc-palette')!.editable = false;
    });
    await swatch('#ff0000').focus();
    await press('l', 'e', 's', 'm', 'Shift+F10');
    expect(await edits()).toEqual([]);
    expect(await page.locator(':popover-open, .selected').count()).toBe(0);
  });
});
