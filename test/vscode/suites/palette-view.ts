import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPalette } from '@kcolors/codecs/palettes';
import type { FrameLocator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { COLOR_RULES, faultsOf } from '../faults.ts';
import type { Session } from '../harness.ts';
import { until } from '../until.ts';
import type { Workbench } from '../workbench.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
const MENU = ['kcolors', 'Extract Palette…'];

/** The palette view in its webview. */
function viewOf(page: FrameLocator) {
  const swatches = page.locator('kc-palette .swatch');
  const hexes = () => swatches.evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.hex!));
  return {
    page,
    swatches,
    hexes,
    /** Waits for the requested number of colors and returns the shown colors. */
    async settled(count: number): Promise<string[]> {
      await until(
        `${count} colors are shown`,
        async () => {
          const isSettled = await page.locator('body[data-state=settled]').count();
          return isSettled > 0 && (await swatches.count()) === count;
        },
        60,
      );
      return hexes();
    },
    async setCount(count: number) {
      await page.locator('#count').fill(String(count));
      await page.locator('#count').press('Enter');
    },
  };
}

/** Picks an entry of a list with details, by a part of its text. */
async function take({ page }: Workbench, label: string): Promise<void> {
  const list = page.locator('.quick-input-widget:visible');
  await list.locator('.monaco-list-row').first().waitFor();
  await list.locator('input[type="text"]').fill(label);
  await list.locator('.monaco-list-row.focused', { hasText: label }).waitFor();
  await page.keyboard.press('Enter');
}

export const paletteViewTests = (vscode: Session) =>
  describe('the palette view', () => {
    const { mode } = vscode;

    async function workspaceWith(...pictures: readonly string[]) {
      const folder = await vscode.newFolder();
      for (const picture of pictures)
        copyFileSync(fixture(picture), join(folder, picture.split('_').at(-1)!));
      return folder;
    }

    test('shows the colors, keeps what is locked, and inserts the palette into the file that was edited', async () => {
      const folder = await workspaceWith('skimage_coffee.png');
      writeFileSync(join(folder, 'theme.css'), '');
      const workbench = await vscode.open();
      await workbench.row('theme.css').dblclick();
      await workbench.page.locator('.tab.active', { hasText: 'theme.css' }).waitFor();
      await workbench.menu.choose(workbench.row('coffee.png'), MENU);
      const view = viewOf(workbench.webview());
      const first = await view.settled(6);
      expect(new Set(first).size).toBe(6);

      const locked = first[3]!;
      await view.swatches.nth(3).focus();
      await workbench.page.keyboard.press('l');
      await view.page.locator('kc-palette .swatch.locked').waitFor();
      for (const count of [3, 9]) {
        await view.setCount(count);
        expect(await view.settled(count)).toContain(locked);
      }
      await view.page.locator('#added').fill('#12fe56');
      await view.page.locator('#added').press('Enter');
      expect(await view.settled(10)).toEqual(expect.arrayContaining([locked, '#12fe56']));
      await view.page.locator('#salience').fill('0');
      await until('other colors are shown', async () => (await view.settled(10)).join() !== first.join());
      const [removed] = await view.settled(10);
      await view.swatches.first().focus();
      await workbench.page.keyboard.press('r');
      const shown = await view.settled(9);
      expect(shown).not.toContain(removed);

      await view.page.locator('#insert').click();
      await take(workbench, 'Tailwind CSS theme');
      await take(workbench, 'Insert into theme.css');
      await workbench.page.locator('.tab.active', { hasText: 'theme.css' }).waitFor();
      await workbench.run('File: Save');
      const path = join(folder, 'theme.css');
      await until('the file is saved', async () => readFileSync(path, 'utf8') !== '');
      const text = readFileSync(path, 'utf8');
      expect(text).toMatch(/^@theme \{/);
      const { palette, format } = readPalette(text, { fileName: 'theme.css' });
      expect(format).toBe('tailwind');
      expect(palette.colors.map(({ hex }) => hex)).toEqual(shown);
    });

    test.runIf(mode === 'node')(
      'is one palette for several images, can be read in every theme, and is kept over a reload',
      async () => {
        const folder = await workspaceWith('skimage_coffee.png', 'skimage_chelsea.png');
        writeFileSync(join(folder, 'broken.png'), 'no picture');
        const workbench = await vscode.open();
        const { menu, page, select } = workbench;
        await menu.choose(await select(['broken.png', 'chelsea.png', 'coffee.png']), MENU);
        const view = viewOf(workbench.webview());
        await view.settled(6);
        expect(await view.page.locator('h1').textContent()).toContain('3 images');
        expect(await view.page.locator('.problems').textContent()).toContain('broken.png: Expected PNG');
        const pictures = view.page.locator('.pictures img');
        const widths = await pictures.evaluateAll((all) =>
          all.map((each) => (each as HTMLImageElement).naturalWidth),
        );
        expect(widths.sort()).toEqual([451, 600]); // without the broken image
        await view.swatches.nth(1).focus();
        await page.keyboard.press('l');
        await view.page.locator('kc-palette .swatch.locked').waitFor();
        await view.page.getByLabel('Roles').check();
        await view.page.getByLabel('With colors for dark pages').check();
        await view.page.locator('.scheme .page').nth(1).waitFor();
        expect(await view.page.locator('.scheme').textContent()).toMatch(/Text on Background: \d+\.\d:1/);
        for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const) {
          await workbench.theme(theme);
          await workbench.screenshot(`palette-view-${theme}`);
          const rules = theme === 'light' ? undefined : COLOR_RULES;
          for (const part of ['kc-palette', '.use', '.scheme'])
            expect(await faultsOf(view.page.locator(part), rules), `${part}, ${theme}`).toEqual([]);
        }
        await view.page.getByLabel('Tint scales').check();
        await view.page.locator('.scheme .scale').nth(5).waitFor();
        await workbench.screenshot('palette-view-scales');
        await view.setCount(4);
        const shown = await view.settled(4);

        const tab = page.locator('.tab', { hasText: 'Palette of 3 images' });
        await workbench.run('File: New Untitled Text File');
        // An editor that is still opening would take the focus again.
        const isOpen = page.locator('.editor-instance .monaco-editor.focused');
        await isOpen.waitFor();
        const toFront = async () => {
          await tab.click();
          await page.locator('.tab.active', { hasText: 'Palette' }).waitFor();
        };
        await toFront();
        expect(await viewOf(workbench.webview()).settled(4)).toEqual(shown);
        await workbench.reload(/Palette of 3 images.*colors[\\"]*:4\b/);
        // After a reload, VS Code in a browser may not remember which editor was in front.
        await page.locator('.editor-instance').first().waitFor({ state: 'attached' });
        await toFront();
        expect(await viewOf(workbench.webview()).settled(4)).toEqual(shown);
      },
    );

    test.runIf(mode === 'node')(
      'copies as the settings say, and saves files for other programs',
      async () => {
        const folder = await workspaceWith('skimage_coffee.png');
        const workbench = await vscode.open();
        await workbench.menu.choose(workbench.row('coffee.png'), MENU);
        const view = viewOf(workbench.webview());
        const shown = await view.settled(6);
        await view.page.locator('#copy').click();
        await workbench.toast('Copied the palette: CSS custom properties.').waitFor();
        await view.page.locator('#insert').click();
        await take(workbench, 'Adobe Swatch Exchange');
        const name = workbench.page.locator('.quick-input-widget:visible input[type="text"]');
        await until('a name is offered', async () => (await name.inputValue()).endsWith('coffee.ase'));
        // The dialog reads the folder first.
        await workbench.page.locator('.quick-input-widget:visible .monaco-list-row').first().waitFor();
        await workbench.page.keyboard.press('Enter');
        await workbench.toast('Saved coffee.ase').waitFor();
        const { palette } = readPalette(new Uint8Array(readFileSync(join(folder, 'coffee.ase'))));
        expect(palette.colors.map(({ hex }) => hex)).toEqual(shown);
      },
    );
  });
