import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './chromium.ts';
import { openGallery } from './gallery.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The faults that keep someone out, as "rule: element". */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate('axe.run({ resultTypes: ["violations"] })')) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
    );
}

/** The gallery with all of its studios at work. */
async function openAll(browser: Browser, colorScheme: 'light' | 'dark', host: string): Promise<Page> {
  const page = await openGallery(browser, { colorScheme, reducedMotion: 'reduce' });
  await page.selectOption('[name=host]', host);
  for (const id of ['ready', 'narrow', 'failed']) {
    await page.locator(`#studio-${id}`).scrollIntoViewIfNeeded();
    await page.locator(`#studio-${id}[data-done]`).waitFor();
  }
  return page;
}

describe('every state of the gallery', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  it.each([
    ['light', ''],
    ['dark', ''],
    ['light', 'vscode'],
    ['dark', 'vscode'],
    ['dark', 'contrast'],
    ['light', 'figma'],
    ['dark', 'figma'],
  ] as const)('has no serious fault in %s colors, host "%s"', async (scheme, host) => {
    const page = await openAll(browser, scheme, host);
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });

  it.each(['light', 'dark'] as const)(
    'nor have the menu, the editor and what is folded, in %s',
    async (scheme) => {
      const page = await openGallery(browser, { colorScheme: scheme });
      const swatch = page.locator('#editable .swatch').nth(1);
      await swatch.focus();
      await page.keyboard.press('s');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('s');
      for (const summary of await page.locator('kc-facts:not([id=facts-kept]) summary:visible').all())
        await summary.click();
      await swatch.focus();
      await page.keyboard.press('Shift+F10');
      expect(await page.locator('#editable .menu:popover-open').count()).toBe(1);
      expect(await faultsOf(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await swatch.focus();
      await page.keyboard.press('e');
      await page.getByRole('textbox', { name: 'Hex value' }).fill('none');
      await page.keyboard.press('Enter');
      expect(await page.locator('#editable .editor:popover-open').count()).toBe(1);
      expect(await faultsOf(page)).toEqual([]);
      await page.context().close();
    },
  );
});
