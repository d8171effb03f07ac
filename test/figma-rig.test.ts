// The stand-in for Figma, and the page of the plugin in it.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type FigmaHost, openFigma } from '../packages/figma-plugin/test/host/figma-host.ts';
import { pngFile } from '../packages/figma-plugin/test/host/files.ts';
import { launchChromium } from '../packages/ui/test/chromium.ts';
import { type OpenPlugin, openPlugin } from './figma/open-plugin.ts';
import type { Policy } from './figma/policies.ts';

let browser: Browser;
let trial: string;
const open: (OpenPlugin | FigmaHost)[] = [];

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('figma/trial-page.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  });
  const script = outputFiles[0]!.text.replace(/<\/script/gi, '<\\/script');
  trial = `<!doctype html><html><head><style>body { background: var(--figma-color-bg) }</style></head><body><script>${script}</script></body></html>`;
  browser = await launchChromium();
});
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await ('close' in one ? one.close() : one.dispose());
});
afterAll(() => browser?.close());

async function oneImage() {
  const figma = await openFigma();
  open.push(figma);
  const hash = figma.addImage(pngFile(40, 30));
  const paint = { type: 'IMAGE', scaleMode: 'FILL', imageHash: hash, opacity: 0.5 };
  const children = [{ id: '1:1', type: 'RECTANGLE', name: 'Photo', fills: [paint], strokes: [paint] }];
  figma.open({ pages: [{ id: '0:1', name: 'Page 1', children }], selection: ['1:1'] });
  figma.start();
  await figma.settle();
  return { figma, hash };
}

async function openTrial(policy: Policy = 'figma') {
  const { figma, hash } = await oneImage();
  const plugin = await openPlugin(browser, figma, { policy, theme: 'dark', html: trial });
  open.push(plugin);
  return { figma, hash, ...plugin };
}

describe('a page in the stand-in for Figma', () => {
  test.each([
    ['figma', true, true],
    ['data-only', false, true],
    ['no-workers', false, false],
  ] as const)(
    'has no origin, storage or network, and the workers of the policy: %s',
    async (policy, blob, data) => {
      const { frame, requests } = await openTrial(policy);
      expect(await frame.evaluate('surroundings()')).toEqual({
        origin: 'null',
        storage: 'SecurityError',
        network: 'TypeError',
        image: 'NetworkError',
        blobWorker: blob,
        dataWorker: data,
        background: 'rgb(44, 44, 44)',
        theme: 'figma-dark',
      });
      expect(requests).toEqual([]); // the policy ends them before they are made
    },
  );

  test('changes the document through the script of the plugin', async () => {
    const { frame, figma, hash, complaints } = await openTrial();
    const { applied, sizes } = (await frame.evaluate(
      `replaceAll(${JSON.stringify([...pngFile(40, 30, 200)])})`,
    )) as { applied: unknown; sizes: number[] };
    expect(applied).toMatchObject({ type: 'applied', paints: 2, skipped: [] });
    expect(sizes).toEqual([pngFile(40, 30).length]);
    const { fills } = figma.snapshot().nodes['1:1']!;
    expect(fills).toMatchObject([{ type: 'IMAGE', scaleMode: 'FILL', opacity: 0.5 }]);
    expect((fills[0] as { imageHash: string }).imageHash).not.toBe(hash);
    expect(await frame.evaluate('failure()')).toBe('image-gone');
    expect([...complaints, ...figma.complaints]).toEqual([]);
  });

  test('hears of the selection, and resizes its window', async () => {
    const { frame, figma, page } = await openTrial();
    figma.call('select', '[]');
    await frame.waitForFunction('selections.length > 0');
    expect(await frame.evaluate('selections')).toEqual([0]);
    await frame.evaluate('resizeTo(600, 700)');
    expect(await page.locator('iframe').boundingBox()).toMatchObject({ width: 600, height: 700 });
  });

  test('may send only what the bridge carries', async () => {
    const { frame, complaints } = await openTrial();
    await frame.evaluate('sendForbidden()');
    await expect
      .poll(() => complaints)
      .toEqual([expect.stringContaining('[object ArrayBuffer] at message.bytes')]);
  });
});

test('the page of the plugin opens in it, without complaint, and asks for nothing', async () => {
  const { figma } = await oneImage();
  const plugin = await openPlugin(browser, figma);
  open.push(plugin);
  await expect.poll(() => figma.messages.map(({ type }) => type)).toContain('images');
  expect([...plugin.complaints, ...plugin.requests, ...figma.complaints]).toEqual([]);
});
