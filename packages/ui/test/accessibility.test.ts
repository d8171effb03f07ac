import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './chromium.ts';
import { openGallery } from './gallery.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules whose outcome depends on colors: other color schemes and hosts change nothing else. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

/** The faults of a part of the page that keep someone out, as "rule: element", by all rules or by some. */
async function faultsOf(page: Page, part: string, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) };
  const run = `axe.run(${JSON.stringify(part)}, ${JSON.stringify(options)})`;
  const { violations } = (await page.evaluate(run)) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
    );
}

/** Waits until these studios are at work. */
async function start(page: Page, ...ids: string[]): Promise<void> {
  for (const id of ids) {
    await page.locator(`#studio-${id}`).scrollIntoViewIfNeeded();
    await page.locator(`#studio-${id}[data-done]`).waitFor();
  }
}

describe('every state of the gallery', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
    page = await openGallery(browser);
    await page.emulateMedia({ reducedMotion: 'reduce' }); // no color is read on its way to another
    await start(page, 'ready', 'narrow', 'failed');
  });
  afterAll(() => browser?.close());

  it.each(['light', 'dark'] as const)('has no serious fault in %s colors', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    expect(await faultsOf(page, 'html', colorScheme === 'light' ? undefined : COLOR_RULES)).toEqual([]);
  });

  it.each([
    ['light', 'vscode'],
    ['dark', 'vscode'],
    ['dark', 'contrast'],
    ['light', 'figma'],
    ['dark', 'figma'],
  ] as const)('has none in the %s colors of a host: %s', async (colorScheme, host) => {
    await page.emulateMedia({ colorScheme });
    await page.selectOption('[name=host]', host);
    expect(await faultsOf(page, '#studio-ready', COLOR_RULES)).toEqual([]);
  });

  it('nor have the menu, the editor and what is selected', async () => {
    await page.selectOption('[name=host]', { index: 0 });
    const expectNoFaults = async () => {
      await page.emulateMedia({ colorScheme: 'light' });
      expect(await faultsOf(page, '#editable')).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await faultsOf(page, '#editable', COLOR_RULES), 'dark').toEqual([]);
    };
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
    await expectNoFaults();
    await page.keyboard.press('Escape');
    await swatch.focus();
    await page.keyboard.press('e');
    await page.getByRole('textbox', { name: 'Hex value' }).fill('none');
    await page.keyboard.press('Enter');
    expect(await page.locator('#editable .editor:popover-open').count()).toBe(1);
    await expectNoFaults();
  });
});
