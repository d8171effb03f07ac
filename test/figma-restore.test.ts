// Restore: what changed weeks ago, on a page with many layers.
import { expect, test } from 'vitest';
import { openFigma } from '../packages/figma-plugin/test/host/figma-host.ts';
import { pngFile } from '../packages/figma-plugin/test/host/files.ts';
import { filledPaint } from '../packages/figma-plugin/test/host/paints.ts';
import { fillsOf, galleryTests, hashOf } from './figma/gallery-tests.ts';
import { artifact } from './figma/pictures.ts';

const IMAGES = 30;
const LAYERS = 10; // for each image

const openWith = galleryTests();

/** A page on which each image was reduced in several layers; Figma has lost the last original. */
async function open() {
  const figma = await openFigma();
  const pairs = Array.from({ length: IMAGES }, (_, index) => ({
    from: figma.addImage(pngFile(60, 40, 2 * index)),
    to: figma.addImage(pngFile(30, 20, 2 * index + 1)),
  }));
  const children = pairs.flatMap(({ to }, image) =>
    Array.from({ length: LAYERS }, (_, layer) => ({
      ...{ id: `${image + 1}:${layer}`, name: `Photo ${image + 1}`, type: 'RECTANGLE' },
      fills: [filledPaint(to)],
    })),
  );
  figma.open({ pages: [{ id: '0:1', name: 'Page 1', children }] });
  for (const [image, { from, to }] of pairs.entries()) {
    const entries = [{ list: 'fills', from, to, isAdded: false, via: 'node' }];
    const record = JSON.stringify(JSON.stringify({ version: 1, entries }));
    for (let layer = 0; layer < LAYERS; layer++)
      figma.call('edit', `node('${image + 1}:${layer}').setPluginData('originals', ${record})`);
  }
  figma.call('dropImage', pairs.at(-1)!.from);
  figma.start({ command: 'shrink' });
  await figma.settle();
  return { figma, pairs, ...(await openWith.window(figma)) };
}

test('300 layers are restored in two clicks; each image is listed once, and lost originals apart', async () => {
  const { complaints, figma, frame, page, pairs } = await open();
  await frame.getByRole('button', { name: 'Scan this page' }).click();
  await frame.getByRole('button', { name: `Restore ${IMAGES - 1} originals` }).click();
  const all = frame.getByRole('button', { name: `Restore all ${IMAGES - 1} images` });
  await all.waitFor();
  const present = frame.getByRole('list', { name: 'Originals', exact: true });
  expect(await present.getByRole('listitem').count()).toBe(IMAGES - 1);
  const lost = frame.getByRole('list', { name: 'Originals that are no longer in the file' });
  expect(await lost.getByRole('listitem').allTextContents()).toEqual(['Photo 3010 layersShow']);
  await expect.poll(() => present.locator('canvas').count()).toBe(IMAGES - 1);
  expect(await present.getByRole('listitem').first().textContent()).toMatch(
    /^Photo 110 layers · \d+ bytes → \d+ bytesShowRestore$/,
  );
  const [{ y, height }, window] = [(await all.boundingBox())!, (await page.locator('iframe').boundingBox())!];
  expect(y + height, 'without scrolling').toBeLessThanOrEqual(window.y + window.height);
  await page.screenshot({ path: artifact('restore-many.png') });

  await frame.getByRole('button', { name: 'Restore Photo 2', exact: true }).click();
  await frame.getByText('10 originals restored.').waitFor();
  const originals = pairs.map(({ from }) => from);
  const shown = () => {
    const snapshot = figma.snapshot();
    return pairs.map((_, image) => hashOf(fillsOf(snapshot, `${image + 1}:0`)[0]) === originals[image]);
  };
  expect(shown().filter(Boolean)).toHaveLength(1);
  await frame.getByRole('button', { name: `Restore all ${IMAGES - 2} images` }).click();
  await frame.getByText('280 originals restored.').waitFor();
  expect(shown()).toEqual(pairs.map((_, image) => image < IMAGES - 1));
  expect([...complaints, ...figma.complaints]).toEqual([]);
});
