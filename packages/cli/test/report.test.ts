import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../ui/test/chromium.ts';
import { filesIn, folderWith, kcolors, PICTURES } from './kcolors.ts';

describe('--report', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  const open = async (path: string, colorScheme: 'light' | 'dark' = 'light', width = 1280) => {
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
    const troubles: string[] = [];
    page.on('console', (message) => troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('request', (request) => {
      if (!/^(data|file):/.test(request.url())) troubles.push(request.url());
    });
    await page.goto(pathToFileURL(path).href);
    return { page, troubles };
  };

  it('is one page that works offline: pictures to compare, palettes, figures and errors', async () => {
    const cwd = folderWith({ 'coffee.png': PICTURES.coffee, "<b>'disks'&.png": PICTURES.disks });
    const { code, err } = await kcolors(
      ['coffee.png', "<b>'disks'&.png", 'missing.png', '--report', 'r.html'],
      { cwd },
    );
    expect(code).toBe(1);
    expect(err).toContain('Report: r.html');
    const { page, troubles } = await open(join(cwd, 'r.html'));
    expect(await page.locator('h1').textContent()).toMatch(/^2 images: 538 kB → \d+ kB, −\d+ %$/);
    expect(await page.locator('h2').allTextContents()).toEqual([
      'coffee.png',
      "<b>'disks'&.png",
      'Not compressed',
    ]);
    expect(await page.locator('.errors li').textContent()).toBe('missing.png: no such file or folder');
    const slider = page.getByRole('slider').first();
    await slider.focus();
    await page.keyboard.press('Home');
    expect(await slider.getAttribute('aria-valuenow')).toBe('0');
    expect(await page.locator('kc-palette').first().locator('.swatch').count()).toBe(16);
    const sizes = await page
      .locator('kc-compare img')
      .evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth));
    expect(sizes).toEqual([600, 600, 438, 438]);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('fits a narrow screen and the dark scheme', async () => {
    const cwd = folderWith({ 'coffee.png': PICTURES.coffee });
    await kcolors(['coffee.png', '--report', 'r.html'], { cwd });
    const { page } = await open(join(cwd, 'r.html'), 'dark', 360);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      'rgb(19, 20, 22)',
    );
    await page.close();
  });

  it('does not take a picture for the name of the page', async () => {
    const cwd = folderWith({ 'a.png': PICTURES.disks });
    const { code } = await kcolors(['--report', 'a.png'], { cwd });
    expect(code).toBe(0);
    expect(filesIn(cwd)).toEqual(['a.min.png', 'a.png', 'kcolors-report.html']);
    expect(readFileSync(join(cwd, 'a.png'))).toEqual(readFileSync(PICTURES.disks));
  });

  it('scales large pictures down, and shows an original that was kept', async () => {
    const cwd = folderWith();
    await sharp(PICTURES.coffee).resize(3000, 2000).jpeg({ quality: 15 }).toFile(join(cwd, 'big.jpg'));
    await kcolors(['big.jpg', '-c', '8', '--out', 'big.gif', '--report', 'r.html'], { cwd });
    const { page, troubles } = await open(join(cwd, 'r.html'));
    const widths = await page
      .locator('kc-compare img')
      .evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth));
    expect(widths).toEqual([1500, 1500]);
    expect(await page.locator('.notes').textContent()).toContain('Shown here at 50 % of its size.');
    await kcolors(['big.gif', '--in-place', '--report', 'kept.html'], { cwd });
    const kept = await open(join(cwd, 'kept.html'));
    expect(await kept.page.locator('.sizes').textContent()).toContain('unchanged');
    expect([...troubles, ...kept.troubles]).toEqual([]);
    await page.close();
    await kept.page.close();
  });
});
