// Names of any length and script stay within the window, at every width and zoom.
import { expect, test } from 'vitest';
import { openFigma } from '../packages/figma-plugin/test/host/figma-host.ts';
import { filledPaint } from '../packages/figma-plugin/test/host/paints.ts';
import { galleryTests } from './figma/gallery-tests.ts';
import { pictureFile } from './figma/image-files.ts';
import type { OpenPlugin } from './figma/open-plugin.ts';
import { overflowing } from './figma/overflow.ts';
import { artifact } from './figma/pictures.ts';

const NAMES = [
  'Photograph'.repeat(20),
  'A name of many words '.repeat(10),
  'תמונה "ראשית" של העמוד '.repeat(8),
  '🏔️🌅👩‍🚀'.repeat(30),
];
/** Widths of the window in pixels, and how much it is enlarged. */
const SIZES = [
  [320, 1],
  [420, 1],
  [420, 2],
  [1000, 1],
] as const;

const openWith = galleryTests();

async function open() {
  const figma = await openFigma();
  const files = await Promise.all(
    ['skimage_chelsea.png', 'skimage_coffee.png', 'skimage_astronaut.png', 'clipart_mug.png'].map((name) =>
      pictureFile(name, 'png'),
    ),
  );
  const hashes = files.map((bytes) => figma.addImage(bytes));
  const children = NAMES.map((name, index) => ({
    ...{ id: `1:${index}`, name, type: 'RECTANGLE', width: 40, height: 30 },
    fills: [filledPaint(hashes[index]!)],
  }));
  figma.open({
    pages: [{ id: '0:1', name: 'Page 1', children }],
    selection: children.map(({ id }) => id),
  });
  figma.start({ command: 'shrink' });
  await figma.settle();
  return { figma, ...(await openWith.window(figma)) };
}

async function resize({ frame, page }: OpenPlugin, width: number): Promise<void> {
  const message = { type: 'resize', id: 900_000, width, height: 620 };
  await frame.evaluate(
    (pluginMessage) => parent.postMessage({ pluginMessage }, '*'),
    message as Record<string, unknown>,
  );
  await expect.poll(async () => (await page.locator('iframe').boundingBox())?.width).toBe(width);
}

async function expectWithin(plugin: OpenPlugin, name: string): Promise<void> {
  for (const [width, zoom] of SIZES) {
    await resize(plugin, width);
    await plugin.frame.evaluate((factor) => {
      document.documentElement.style.zoom = String(factor);
    }, zoom);
    await plugin.page.screenshot({ path: artifact(`names-${name}-${width}-${zoom}.png`) });
    expect.soft(await overflowing(plugin.frame), `${name} at ${width} px, ${100 * zoom} %`).toEqual([]);
  }
  await plugin.frame.evaluate(() => document.documentElement.style.removeProperty('zoom'));
}

test('long, right-to-left and pictorial names stay within the window', async () => {
  const plugin = await open();
  const { frame } = plugin;
  await frame.locator('.start', { hasText: '→' }).waitFor();
  await expectWithin(plugin, 'shrink');
  await resize(plugin, 420);
  await frame.locator('.shrinks .choose').first().click();
  await frame.locator('.shrink-detail .hint:not(:empty)').waitFor();
  await expectWithin(plugin, 'shrink-detail');
  await resize(plugin, 420);
  await frame.getByRole('button', { name: '‹ Images' }).click();
  await frame.locator('.start').click();
  await frame.locator('.total').waitFor({ timeout: 60_000 });
  await expectWithin(plugin, 'shrink-done');
  await frame.getByRole('tab', { name: 'Restyle' }).click();
  await frame.locator('kc-studio >> kc-facts .saved:has-text("smaller")').waitFor({ timeout: 60_000 });
  await expectWithin(plugin, 'restyle');
  await frame.getByRole('button', { name: /^Restore( \d+)? originals/ }).click();
  await frame.locator('.restorable li').first().waitFor();
  await expectWithin(plugin, 'restore');
  expect([...plugin.complaints, ...plugin.figma.complaints]).toEqual([]);
}, 240_000);
