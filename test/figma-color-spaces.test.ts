// Images in Display P3: what is taken from them and put into them are the colors that are seen, not their numbers.
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { decodeWithPngjs } from '../packages/codecs/test/helpers/independent-decoders.ts';
import { type FigmaHost, openFigma } from '../packages/figma-plugin/test/host/figma-host.ts';
import { launchChromium } from '../packages/ui/test/chromium.ts';
import { type OpenPlugin, openPlugin } from './figma/open-plugin.ts';

const COLORS = [
  [230, 57, 70],
  [42, 157, 143],
  [233, 196, 106],
] as const;
const SIDE = 60;

let browser: Browser;
const open: (OpenPlugin | FigmaHost)[] = [];
beforeAll(async () => {
  browser = await launchChromium();
});
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await ('close' in one ? one.close() : one.dispose());
});
afterAll(() => browser?.close());

/** Stripes of the colors above with some noise that compresses badly, as numbers of Display P3. */
async function openStripes(command: string) {
  const pixels = Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, i) => {
    const [x, y, channel] = [Math.floor(i / 3) % SIDE, Math.floor(i / 3 / SIDE), i % 3];
    const color = COLORS[(x + Math.imul(y, y)) % COLORS.length]!;
    return color[channel]!;
  });
  const raw = { width: SIDE, height: SIDE, channels: 3 } as const;
  const file = await sharp(pixels, { raw }).withIccProfile('p3').png({ compressionLevel: 0 }).toBuffer();
  const figma = await openFigma();
  open.push(figma);
  const hash = figma.addImage(new Uint8Array(file));
  const fills = [{ type: 'IMAGE', scaleMode: 'FILL', imageHash: hash }];
  figma.open({
    pages: [
      { id: '0:1', name: 'Page 1', children: [{ id: '1:1', type: 'RECTANGLE', name: 'Stripes', fills }] },
    ],
    selection: ['1:1'],
    styles: COLORS.map(([r, g, b], index) => ({
      ...{ id: `S:${index},`, name: `Brand/${index}` },
      paints: [{ type: 'SOLID', color: { r: r / 255, g: g / 255, b: b / 255 } }],
    })),
  });
  figma.start({ command });
  await figma.settle();
  const plugin = await openPlugin(browser, figma);
  open.push(plugin);
  return { figma, hash, file, ...plugin };
}

/** How far the nearest of the colors is off, in the channel that is off most. */
const distance = (color: readonly number[]): number =>
  Math.min(...COLORS.map((known) => Math.max(...known.map((value, i) => Math.abs(value - color[i]!)))));

test('their palette is that of sRGB, and the list says what they are', async () => {
  const { figma, frame, file } = await openStripes('palette');
  const numbers = decodeWithPngjs(file).data.subarray(0, 3);
  expect(distance([...numbers])).toBeGreaterThan(5); // in the file stand others
  await frame.getByText('3 colors of 1 image').waitFor();
  await frame.locator('.badge', { hasText: 'P3' }).waitFor();
  await frame.getByRole('button', { name: 'Create variables' }).click();
  await frame.getByText('3 variables created').waitFor();
  const values = figma.snapshot().variables.map(({ values: all }) => Object.values(all)[0]) as Record<
    'r' | 'g' | 'b',
    number
  >[];
  expect(values).toHaveLength(3);
  for (const { r, g, b } of values) expect(distance([255 * r, 255 * g, 255 * b])).toBeLessThanOrEqual(1);
});

test('matched to styles, they show the colors of these', async () => {
  const { figma, frame, hash } = await openStripes('match');
  await frame.locator('#target').selectOption('styles');
  await frame.getByText('to 3 colors').waitFor();
  await frame.getByTitle('Mean difference ΔE 0.0').waitFor(); // it has them already
  const shares = await frame.locator('.match kc-palette').getAttribute('colors');
  expect(shares!.split(', ').filter((color) => color.endsWith(' 0'))).toEqual([]);
  await frame.getByRole('button', { name: /^Match 1 image/ }).click();
  await frame.locator('.total', { hasText: '1 image,' }).waitFor();
  const [paint] = figma.snapshot().nodes['1:1']!.fills as readonly Record<string, unknown>[];
  expect(paint!.imageHash).not.toBe(hash);
  const stored = await figma.readImage(paint!.imageHash as string);
  const seen = await sharp(stored).removeAlpha().raw().toBuffer(); // color-managed by its profile
  for (let i = 0; i < seen.length; i += 3)
    expect(distance([...seen.subarray(i, i + 3)])).toBeLessThanOrEqual(2);
});

test('are drawn as they are meant', async () => {
  const { frame } = await openStripes('reduce');
  await frame.locator('kc-facts .saved:has-text("smaller")').waitFor();
  for (const slot of ['before', 'after']) {
    const drawn = await frame
      .locator(`kc-studio >> canvas[slot=${slot}]`)
      .evaluate((canvas) => [
        ...(canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, 1, 1).data.slice(0, 3),
      ]);
    expect(distance(drawn)).toBeLessThanOrEqual(2);
  }
});
