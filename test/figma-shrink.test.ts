// Shrink: a landing page of photographs, shrunk and restored through the window.
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Snapshot } from '../packages/figma-plugin/test/host/document-spec.ts';
import { launchChromium } from '../packages/ui/test/chromium.ts';
import { type LandingPage, openLandingPage, PHOTOS, type Photo } from './figma/landing-page.ts';
import { type OpenPlugin, openPlugin } from './figma/open-plugin.ts';
import { renderPaint } from './figma/render-paint.ts';

const PATIENCE = 240_000; // on a machine that has other things to do
const MAX_BYTES = 2.5e6;
const MAX_DIFFERENCE = 0.02;

let browser: Browser;
let document: LandingPage;
let plugin: OpenPlugin;
let before: Snapshot;
let shrunk: Snapshot;
let restored: Snapshot;
let clicks = 0;
let seconds = 0;

const paintOf = ({ nodes }: Snapshot, index: number, { isStroke }: Photo) =>
  nodes[`1:${index + 1}`]![isStroke ? 'strokes' : 'fills'][0] as Record<string, unknown>;
const hashIn = (snapshot: Snapshot, index: number) =>
  paintOf(snapshot, index, PHOTOS[index]!).imageHash as string;

beforeAll(async () => {
  browser = await launchChromium();
  document = await openLandingPage();
  const { figma } = document;
  before = figma.snapshot();
  plugin = await openPlugin(browser, figma);
  const { frame } = plugin;
  const click = async (name: RegExp) => {
    clicks++;
    await frame.getByRole('button', { name }).click();
  };
  await click(/^Scan this page/);
  await frame.locator('.start', { hasText: '→' }).waitFor({ timeout: PATIENCE });
  const start = performance.now();
  await click(/^Shrink 12 images/);
  await frame.locator('.total').waitFor({ timeout: PATIENCE });
  seconds = (performance.now() - start) / 1000;
  await frame.getByText('All images are done').waitFor();
  await vi.waitUntil(() => figma.snapshot().notifications.length > 0); // the window asks for it last
  shrunk = figma.snapshot();
  await frame.locator('.outcome').getByRole('button', { name: 'Restore', exact: true }).click();
  await frame.getByText(/^12 originals restored\./).waitFor({ timeout: PATIENCE });
  restored = figma.snapshot();
}, 2 * PATIENCE);
afterAll(async () => {
  await browser?.close();
  document?.figma.dispose();
});

describe('a landing page of twelve photographs', () => {
  test('has 14.6 MB and becomes less than 2.5 MB, in two clicks', async () => {
    expect(Math.abs(document.bytes / 1e6 - 14.6)).toBeLessThan(0.2);
    let bytes = 0;
    for (const index of PHOTOS.keys())
      bytes += (await document.figma.readImage(hashIn(shrunk, index))).length;
    console.log(
      `${(document.bytes / 1e6).toFixed(1)} → ${(bytes / 1e6).toFixed(2)} MB in ${seconds.toFixed(0)} s`,
    );
    expect(bytes).toBeLessThan(MAX_BYTES);
    expect(clicks).toBe(2);
  });

  test.each(PHOTOS.map((photo, index) => [photo.name, photo, index] as const))(
    '%s shows the same part of its photograph',
    async (_, photo, index) => {
      const { figma, files } = document;
      const file = await figma.readImage(hashIn(shrunk, index));
      expect(hashIn(shrunk, index)).not.toBe(hashIn(before, index));
      const [one, other] = [
        await renderPaint(files[index]!, paintOf(before, index, photo), photo.layer),
        await renderPaint(file, paintOf(shrunk, index, photo), photo.layer),
      ];
      expect(meanDifference(one, other)).toBeLessThan(MAX_DIFFERENCE);
    },
  );

  test('would be found out if a crop were off', async () => {
    const [index, photo] = [1, PHOTOS[1]!];
    const wide = { ...paintOf(before, index, photo), scaleMode: 'CROP' };
    const render = (x: number) =>
      renderPaint(
        document.files[index]!,
        {
          ...wide,
          imageTransform: [
            [0.5, 0, x],
            [0, 0.5, 0.2],
          ],
        },
        photo.layer,
      );
    expect(meanDifference(await render(0.2), await render(0.23))).toBeGreaterThan(MAX_DIFFERENCE);
  });

  test('has at least two pixels per canvas pixel, as far as there were so many', async () => {
    const widths = await Promise.all(
      PHOTOS.map(async (_, index) => {
        const { width = 0 } = await sharp(await document.figma.readImage(hashIn(shrunk, index))).metadata();
        return width;
      }),
    );
    expect(widths).toEqual([2880, 900, 1800, 800, 1201, 360, 640, 640, 875, 320, 320, 1000]);
  });

  test('keeps everything else, as one step to undo', () => {
    for (const [index, photo] of PHOTOS.entries()) {
      const { imageHash: _, scalingFactor, ...paint } = paintOf(shrunk, index, photo);
      const { imageHash: __, scalingFactor: factor, ...expected } = paintOf(before, index, photo);
      expect(paint).toEqual(expected);
      expect(scalingFactor).toBe(factor === undefined ? undefined : (factor as number) * 5);
    }
    expect(shrunk.undoSteps).toHaveLength(1);
  });

  test('comes back with Restore, byte for byte', () => {
    for (const [id, { pluginData: _, relaunch: __, ...node }] of Object.entries(restored.nodes)) {
      const { pluginData: ___, relaunch: ____, ...expected } = before.nodes[id]!;
      expect(node).toEqual(expected);
    }
  });

  test('nobody complained, and nothing was asked of the network', () => {
    expect([...plugin.complaints, ...plugin.requests, ...document.figma.complaints]).toEqual([]);
  });
});

/** Mean difference of two pictures, as a share of the range. */
function meanDifference(one: Uint8Array, other: Uint8Array): number {
  expect(other).toHaveLength(one.length);
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += Math.abs(one[i]! - other[i]!);
  return sum / one.length / 255;
}
