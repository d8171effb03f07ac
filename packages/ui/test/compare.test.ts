import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from './chromium.ts';
import { openGallery } from './gallery.ts';

describe('<kc-compare>', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    page = await openGallery(browser);
  });

  const divider = () =>
    page.getByRole('slider', { name: 'Divider between Original, 241 kB and 16 colors, 42 kB' });
  const value = async () => Number(await divider().getAttribute('aria-valuenow'));
  const stage = async () => (await page.locator('#slider .stage').boundingBox())!;

  it('names its divider, and tells what it shows', async () => {
    expect(await divider().getAttribute('aria-valuetext')).toBe(
      '50 % Original, 241 kB, 50 % 16 colors, 42 kB',
    );
    expect(await page.getByRole('img', { name: 'A cat in 16 colors' }).count()).toBe(2);
  });

  it('moves by keyboard', async () => {
    await divider().focus();
    for (const [key, expected] of [
      ['ArrowRight', 51],
      ['ArrowLeft', 50],
      ['PageUp', 60],
      ['End', 100],
      ['PageDown', 90],
      ['Home', 0],
      ['ArrowDown', 0],
    ] as const) {
      await page.keyboard.press(key);
      expect(await value()).toBe(expected);
    }
  });

  it('follows the pointer, and cuts the pictures where it is', async () => {
    const { x, y, width, height } = await stage();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 4, y + height / 3, { steps: 4 });
    await page.mouse.up();
    expect(await value()).toBe(25);
    const clip = await page.locator('#slider .after').evaluate((pane) => getComputedStyle(pane).clipPath);
    expect(clip).toContain('25%');
    await page.mouse.click(x + 0.75 * width, y + 20); // anywhere on the picture will do
    expect(await value()).toBe(75);
  });

  it('shows the original on the left and the result on the right', async () => {
    await page.evaluate(() => {
      for (const slot of ['before', 'after']) {
        const canvas = document.createElement('canvas');
        canvas.width = canvas.height = 300;
        canvas.slot = slot;
        const context = canvas.getContext('2d')!;
        context.fillStyle = slot === 'before' ? '#f00' : '#00f';
        context.fillRect(0, 0, 300, 300);
        document.querySelector(`#slider [slot=${slot}]`)!.replaceWith(canvas);
      }
    });
    const { x, y, width, height } = await stage();
    const colorAt = (at: number) => pixelOf(page, x + at * width, y + height * 0.2);
    expect(await colorAt(0.3)).toEqual([255, 0, 0]);
    expect(await colorAt(0.7)).toEqual([0, 0, 255]);
  });

  it('zooms to pixels by keyboard and button, pans, and fits again', async () => {
    const host = page.locator('#slider');
    const scale = () => host.locator('.scale').textContent();
    await divider().focus();
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    expect(await scale()).toBe('400 %');
    expect(await host.locator('[slot=after]').evaluate((img) => getComputedStyle(img).imageRendering)).toBe(
      'pixelated',
    );
    const at = () => host.locator('.stage').evaluate((element) => element.style.getPropertyValue('--x'));
    const before = Number.parseFloat(await at());
    await page.keyboard.press('Shift+ArrowRight');
    expect(Number.parseFloat(await at())).toBe(before - 40);
    const { x, y } = await stage();
    await page.mouse.move(x + 40, y + 40);
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 40);
    await page.mouse.up();
    expect(Number.parseFloat(await at())).toBe(before - 20);
    expect(await value()).toBe(50); // a drag over a magnified picture does not move the divider
    await host.getByRole('button', { name: 'Fit' }).click();
    expect(await scale()).toBe('100 %');
    await host.getByRole('button', { name: 'Zoom in' }).click();
    expect(await scale()).toBe('200 %');
  });

  it('leaves the bare wheel to the page and zooms with Ctrl', async () => {
    const { x, y } = await stage();
    await page.mouse.move(x + 100, y + 100);
    await page.mouse.wheel(0, 120);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
    await page.evaluate(() => scrollTo(0, 0));
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await expect.poll(() => page.locator('#slider .scale').textContent()).toBe('200 %');
  });

  it('changes its view, and shows no difference between equal pictures', async () => {
    const host = page.locator('#slider');
    await host.getByRole('button', { name: 'Side by side' }).click();
    const [before, after] = [
      await host.locator('.before').boundingBox(),
      await host.locator('.after').boundingBox(),
    ];
    expect(after!.x).toBeGreaterThanOrEqual(before!.x + before!.width);
    expect(await host.getByRole('slider').isVisible()).toBe(false);
    await host.getByRole('button', { name: 'Difference' }).click();
    expect(await host.getByRole('button', { name: 'Difference' }).getAttribute('aria-pressed')).toBe('true');
    const difference = host.getByRole('img', { name: 'Difference of Original, 241 kB and 16 colors, 42 kB' });
    const { x, y, width, height } = (await difference.boundingBox())!;
    const sum = async () => (await pixelOf(page, x + width / 2, y + height / 2)).reduce((a, b) => a + b);
    const different = await sum();
    await page.evaluate(() => {
      const images = [...document.querySelectorAll<HTMLImageElement>('#slider img')];
      images[1]!.src = images[0]!.src;
    });
    await expect.poll(sum).toBe(0);
    expect(different).toBeGreaterThan(0);
  });

  it('fits into a narrow place, and puts side by side above each other there', async () => {
    await page.setViewportSize({ width: 320, height: 600 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const [before, after] = [page.locator('#side .before'), page.locator('#side .after')];
    expect((await after.boundingBox())!.y).toBeGreaterThan((await before.boundingBox())!.y + 50);
  });

  it.each(['light', 'dark'] as const)('has text that can be read in the %s scheme', async (colorScheme) => {
    page = await openGallery(browser, { colorScheme });
    const [text, back] = await page.evaluate(() => [
      getComputedStyle(document.querySelector('#slider')!.shadowRoot!.querySelector('.captions')!).color,
      getComputedStyle(document.body).backgroundColor,
    ]);
    expect(contrastOf(text!, back!)).toBeGreaterThan(4.5);
  });

  it('takes its colors from the host', async () => {
    await page.addStyleTag({ content: ':root { --kc-muted: rgb(1, 2, 3) }' });
    const caption = page.locator('#slider .captions');
    expect(await caption.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(1, 2, 3)');
  });
});

/** The color on the screen, read from a screenshot. */
async function pixelOf(page: Page, x: number, y: number): Promise<number[]> {
  const clip = { x: Math.round(x), y: Math.round(y), width: 1, height: 1 };
  const png = (await page.screenshot({ clip })).toString('base64');
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const context = new OffscreenCanvas(1, 1).getContext('2d')!;
    context.drawImage(image, 0, 0);
    return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  }, png);
}

function contrastOf(one: string, other: string): number {
  const [light, dark] = [one, other]
    .map((color) => {
      const [r, g, b] = color.match(/\d+/g)!.map((channel) => {
        const share = Number(channel) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    })
    .sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}
