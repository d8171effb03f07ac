import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from './chromium.ts';
import { openGallery } from './gallery.ts';

describe('<kc-palette>', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    page = await openGallery(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  });

  const swatch = (name: string) => page.locator('#palette').getByRole('button', { name });
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  const said = () => page.locator('#palette').getByRole('status').textContent();

  it('lists the colors with their shares, the largest first', async () => {
    const names = await page
      .locator('#palette .swatch')
      .evaluateAll((list) => list.map((one) => one.ariaLabel));
    expect(names).toHaveLength(16);
    expect(names[0]).toBe('Copy #9c775d 10 % Mocha');
    expect(await page.locator('#palette .swatch').first().textContent()).toBe('#9c775d 10 % Mocha ');
  });

  it('copies the hex on a click, and says so politely', async () => {
    await swatch('Copy #4d2f19').click();
    await expect.poll(said).toBe('Copied #4d2f19');
    expect(await copied()).toBe('#4d2f19');
    expect(await page.locator('#palette [role=status]').getAttribute('aria-live')).toBe('polite');
    await expect.poll(() => swatch('Copy #4d2f19').textContent(), { timeout: 5000 }).toContain('#4d2f19');
  });

  it('is one tab stop, walked with arrow keys; Enter copies', async () => {
    await swatch('Copy #9c775d').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(said).toBe('Copied #a08275');
    expect(await copied()).toBe('#a08275');
    await page.keyboard.press('End');
    await page.keyboard.press('Space');
    await expect.poll(said).toBe('Copied #25170c');
    expect(await page.locator('#palette [tabindex="0"]').count()).toBe(1);
  });

  it('lets the host copy instead', async () => {
    await page.evaluate(() => {
      document.addEventListener('kc-copy', (event) => {
        event.preventDefault();
        document.title = (event as CustomEvent).detail.hex;
      });
      return navigator.clipboard.writeText('untouched');
    });
    await swatch('Copy #4d2f19').click();
    await expect.poll(said).toBe('Copied #4d2f19');
    expect(await page.title()).toBe('#4d2f19');
    expect(await copied()).toBe('untouched');
  });

  it('says it when the browser does not let it copy', async () => {
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.execCommand = () => false;
    });
    await swatch('Copy #4d2f19').click();
    await expect.poll(said).toBe('Could not copy #4d2f19');
  });

  it('copies all colors in a format of the host, chosen from a menu', async () => {
    const button = page.locator('#palette').getByRole('button', { name: 'Copy as…' });
    await button.click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(said).toBe('Copied as SCSS variables');
    expect(await copied()).toMatch(/^\$color-1: #9c775d;\n(\$color-\d+: #[0-9a-f]{6};\n){15}$/);
    expect(await button.evaluate((each) => each.matches(':focus'))).toBe(true);
    await page.evaluate(() => document.querySelector('#palette')!.setAttribute('colors', ''));
    expect(await button.isVisible()).toBe(false);
  });

  it('shows many colors as a field, with words for the one that is pointed at', async () => {
    const dense = page.locator('#dense');
    const reading = () => dense.locator('.reading').textContent();
    expect(await reading()).toBe('128 colors');
    await dense.locator('.swatch').first().hover();
    expect(await reading()).toMatch(/^Nautilus, #[0-9a-f]{6}, 1.6 %$/);
    expect((await dense.locator('.swatch').first().boundingBox())!.width).toBeLessThan(40);
  });

  it('keeps the order it is given where it is asked to, and says when there are no colors', async () => {
    const list = await page
      .locator('#translucent .swatch')
      .evaluateAll((all) => all.map((one) => one.dataset.hex));
    expect(list.slice(0, 3)).toEqual(['#00000000', '#fbed95', '#ffed04']);
    expect(await page.locator('#none').textContent()).toBe('');
    expect(await page.locator('#none .empty').textContent()).toContain('full color');
  });

  it('changes with its attribute', async () => {
    await page.evaluate(() => document.querySelector('#palette')!.setAttribute('colors', '#ff0000 1'));
    expect(await page.locator('#palette .swatch').count()).toBe(1);
  });
});
