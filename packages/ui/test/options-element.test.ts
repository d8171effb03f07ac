import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KcOptions } from '../src/kc-options.ts';
import type { RequestDetail } from '../src/request.ts';
import { launchChromium } from './chromium.ts';
import { openStudioPage } from './studio-page.ts';

describe('<kc-options>', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
    page = await openStudioPage(browser);
  });
  afterAll(() => browser?.close());
  beforeEach(() =>
    page.evaluate(() => {
      document.body.replaceChildren(document.createElement('kc-options'));
      window.heard.length = 0;
    }),
  );

  const slider = (name = 'Number of colors') => page.getByRole('slider', { name });
  const field = () => page.getByRole('spinbutton', { name: 'Colors' });
  const asked = () => page.evaluate(() => window.heard.map(({ detail }) => detail as RequestDetail));
  const last = async () => (await asked()).at(-1);
  const set = (change: object, source = '') =>
    page.evaluate(
      ([change, source]) => {
        const options = document.querySelector<KcOptions>('kc-options')!;
        options.source = source as string;
        options.request = { ...options.request, ...(change as object) };
      },
      [change, source],
    );

  it('does not rest while the slider is dragged, and rests when it is let go', async () => {
    const { x, y, width, height } = (await slider().boundingBox())!;
    await page.mouse.move(x + width * 0.4, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.8, y + height / 2, { steps: 5 });
    const moving = await asked();
    expect(moving.length).toBeGreaterThan(2);
    expect(moving.every(({ resting }) => !resting)).toBe(true);
    expect(moving.at(-1)!.request.colors).toBeGreaterThan(64);
    await page.mouse.up();
    await expect.poll(async () => (await last())!.resting).toBe(true);
    expect((await last())!.request).toEqual(moving.at(-1)!.request);
    expect((await asked()).filter(({ resting }) => resting)).toHaveLength(1);
  });

  it('rests a moment after the last key', async () => {
    await slider().focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    expect((await asked()).map(({ request }) => request.colors)).toEqual([20, 24, 28]);
    await expect.poll(async () => (await last())!.resting).toBe(true);
    expect((await asked()).map(({ resting }) => resting)).toEqual([false, false, false, true]);
    await page.keyboard.press('End');
    expect((await last())!.request.colors).toBe(256);
    expect(await slider().getAttribute('aria-valuetext')).toBe('256 colors');
    await page.keyboard.press('Home');
    expect((await last())!.request.colors).toBe(2);
  });

  it('goes to a number at a click, and shows which one it is', async () => {
    await page.getByRole('button', { name: '64', exact: true }).click();
    expect(await asked()).toMatchObject([{ request: { colors: 64 }, resting: true }]);
    expect(await page.locator('[aria-pressed=true]').allTextContents()).toEqual(['64']);
    expect(await field().inputValue()).toBe('64');
  });

  it('takes any number in the field, and no other', async () => {
    await field().fill('100');
    expect((await last())!.request.colors).toBe(100);
    await field().press('Enter');
    expect(await last()).toMatchObject({ request: { colors: 100 }, resting: true });
    await field().fill('999');
    await field().blur();
    expect(await field().inputValue()).toBe('256');
    expect(await last()).toMatchObject({ request: { colors: 256 }, resting: true });
    await field().fill('');
    await field().blur();
    expect(await field().inputValue()).toBe('256');
  });

  it('switches dithering off, and back to what it was', async () => {
    await set({ dither: 0.8 });
    const off = page.getByRole('button', { name: 'Off' });
    await off.click();
    expect(await last()).toMatchObject({ request: { dither: 0 }, resting: true });
    expect(await off.getAttribute('aria-pressed')).toBe('true');
    await off.click();
    expect((await last())!.request.dither).toBe(0.8);
    await slider('Dithering').focus();
    await page.keyboard.press('ArrowRight');
    expect((await last())!.request.dither).toBe(0.81);
  });

  it('chooses color space and format by keyboard', async () => {
    await page.getByRole('radio', { name: 'As stored' }).focus();
    await page.keyboard.press('ArrowRight');
    expect((await last())!.request.space).toBe('oklab');
    expect(await page.locator('#hint').textContent()).toContain('Oklab');
    await page.getByRole('combobox', { name: 'Format' }).selectOption('webp');
    expect((await last())!.request).toMatchObject({ space: 'oklab', format: 'webp' });
    await expect.poll(async () => (await last())!.resting).toBe(true);
  });

  it('offers quality instead of colors for a JPEG alone', async () => {
    expect(await slider('Quality').count()).toBe(0);
    await set({ format: 'jpeg' });
    expect(await slider('Quality').isVisible()).toBe(true);
    expect(await slider().isDisabled()).toBe(true);
    await set({ format: 'keep' }, 'jpeg');
    await slider('Quality').focus();
    await page.keyboard.press('ArrowLeft');
    expect((await last())!.request.quality).toBe(74);
    await set({ format: 'keep' }, 'png');
    expect(await slider('Quality').count()).toBe(0);
    expect(await slider().isDisabled()).toBe(false);
  });

  it('offers the formats of the host, and one that is asked for beside them', async () => {
    const names = () => page.getByRole('combobox', { name: 'Format' }).locator('option').allTextContents();
    await page.evaluate(() => {
      document.querySelector<KcOptions>('kc-options')!.formats = ['png', 'jpeg'];
    });
    await set({ format: 'png' });
    expect(await names()).toEqual(['PNG', 'JPEG']);
    await set({ format: 'auto' });
    expect(await names()).toEqual(['Automatic', 'PNG', 'JPEG']);
  });

  it('keeps as many colors as are locked', async () => {
    await set({ colors: 8, pinned: ['#000000', '#ffffff', '#ff0000'] });
    await slider().focus();
    await page.keyboard.press('Home');
    expect((await last())!.request.colors).toBe(3);
    expect(await page.getByRole('button', { name: '2', exact: true }).isDisabled()).toBe(true);
    expect(await page.locator('.locked').textContent()).toBe('3 locked');
  });

  it('says nothing when the host sets the request, and everything in the words of the host', async () => {
    await set({ colors: 7 });
    expect(await asked()).toEqual([]);
    await page.evaluate(() => window.ui.setTexts({ dithering: 'Streuung', formatKeep: 'Wie es ist' }));
    expect(await slider('Streuung').count()).toBe(1);
    expect(await page.getByRole('combobox').locator('option').first().textContent()).toBe('Wie es ist');
    await page.evaluate(() => window.ui.setTexts(window.ui.TEXTS));
  });
});
