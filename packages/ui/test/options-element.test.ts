import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KcOptions, RequestDetail } from '../src/options/kc-options.ts';
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
      const options = document.createElement('kc-options') as KcOptions;
      options.request = { ...options.request, quality: 'colors' };
      document.body.replaceChildren(options);
      window.heard.length = 0;
    }),
  );

  const slider = (name = 'Number of colors') => page.getByRole('slider', { name });
  const field = () => page.getByRole('spinbutton', { name: 'At most' });
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
    expect(await page.locator('#hint').textContent()).toContain('how different they look');
    await page.getByRole('radio', { name: 'As the eye sees' }).focus();
    await page.keyboard.press('ArrowRight');
    expect((await last())!.request.space).toBe('srgb');
    expect(await page.locator('#hint').textContent()).toContain('stored values');
    await page.getByRole('combobox', { name: 'Format' }).selectOption('webp');
    expect((await last())!.request).toMatchObject({ space: 'srgb', format: 'webp' });
    await expect.poll(async () => (await last())!.resting).toBe(true);
  });

  it('has Auto first, which is told what it has to look like', async () => {
    await set({ quality: 'good', colors: 8 });
    const radio = (name: string) => page.getByRole('radio', { name, exact: true });
    const group = page.getByRole('radiogroup', { name: 'Auto or a number of colors' });
    expect(
      await group.getByRole('radio').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value)),
    ).toEqual(['auto', 'colors']);
    expect(await radio('Auto').isChecked()).toBe(true);
    expect(await radio('Good').isChecked()).toBe(true);
    expect(await field().count()).toBe(0);
    for (const name of ['Smaller file', 'Dithering']) expect(await slider(name).count()).toBe(0);
    await radio('Good').focus();
    await page.keyboard.press('ArrowLeft');
    expect((await last())!.request).toMatchObject({ quality: 'lossless-look', colors: 8 });
    await expect.poll(async () => (await last())!.resting).toBe(true);
    expect(await slider().getAttribute('aria-valuetext')).toBe('Not known yet');
    await page.evaluate(() => {
      document.querySelector<KcOptions>('kc-options')!.found = 43;
    });
    expect(await slider().getAttribute('aria-valuetext')).toBe('43 colors');
    expect(await page.locator('#found').textContent()).toBe('43 colors are enough for this quality.');
    await page.evaluate(() => {
      document.querySelector<KcOptions>('kc-options')!.missed = true;
    });
    expect(await page.locator('#found').textContent()).toBe(
      'Even 43 colors do not quite reach this quality.',
    );

    // Whoever asks for a number goes on from there, and comes back to what Auto was told.
    await radio('Auto').focus();
    await page.keyboard.press('ArrowRight');
    expect((await last())!.request).toMatchObject({ quality: 'colors', colors: 43 });
    expect(await field().inputValue()).toBe('43');
    await radio('By number').focus();
    await page.keyboard.press('ArrowLeft');
    expect((await last())!.request.quality).toBe('lossless-look');
    expect(await slider().getAttribute('aria-valuetext')).toBe('Not known yet'); // not that of the number
  });

  it('goes over to a number when the slider is moved, which stays under the hand', async () => {
    await set({ quality: 'small' });
    const before = (await slider().boundingBox())!;
    await page.mouse.move(before.x + before.width * 0.3, before.y + before.height / 2);
    await page.mouse.down();
    await page.mouse.move(before.x + before.width * 0.5, before.y + before.height / 2, { steps: 3 });
    expect((await last())!.request.quality).toBe('colors');
    expect(await slider().boundingBox()).toEqual(before);
    const steps = new Set((await asked()).map(({ request }) => request.colors));
    expect(steps.size).toBeGreaterThan(2);
    await page.mouse.up();
    await expect.poll(async () => (await last())!.resting).toBe(true);
  });

  it('gives exactness for a smaller file, in place of dithering', async () => {
    expect(await slider('Dithering').isVisible()).toBe(true);
    await slider('Smaller file').focus();
    await page.keyboard.press('PageUp');
    const { request } = (await last())!;
    expect(request.rate).toBeGreaterThan(0);
    expect(request.dither).toBe(0.75);
    expect(await slider('Dithering').count()).toBe(0);
    expect(await page.locator('#rate-hint').textContent()).toContain('Dithering is then not used');
    await page.keyboard.press('Home');
    expect(await slider('Dithering').isVisible()).toBe(true);
  });

  it('says why there is no Auto', async () => {
    await page.evaluate(() => {
      document.querySelector<KcOptions>('kc-options')!.noAuto = 'One palette needs a number.';
    });
    expect(await page.getByRole('radio', { name: 'Auto' }).isDisabled()).toBe(true);
    expect(await page.getByText('One palette needs a number.').isVisible()).toBe(true);
  });

  it('has the quality of a JPEG instead of colors, and Auto for it, too', async () => {
    const quality = () => slider('JPEG quality');
    expect(await quality().count()).toBe(0);
    await set({ format: 'jpeg' });
    expect(await quality().isVisible()).toBe(true);
    expect(await slider().count()).toBe(0);
    await set({ format: 'keep' }, 'jpeg');
    await quality().focus();
    await page.keyboard.press('ArrowLeft');
    expect((await last())!.request.jpegQuality).toBe(74);
    await page.getByRole('radio', { name: 'Auto' }).check();
    expect((await last())!.request).toMatchObject({ quality: 'good', jpegQuality: 74 });
    expect(await quality().count()).toBe(0);
    expect(await page.getByText('A JPEG keeps its full color.').isVisible()).toBe(true);
    await set({ quality: 'colors', format: 'keep' }, 'png');
    expect(await quality().count()).toBe(0);
    expect(await slider().isVisible()).toBe(true);
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
    await set({ colors: 8, fixedColors: ['#000000', '#ffffff', '#ff0000'] });
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
