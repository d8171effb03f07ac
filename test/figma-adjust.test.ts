// After a run: other settings always begin with the original, and a restyled image is not the original again.
import { expect, test } from 'vitest';
import { openFigma } from '../packages/figma-plugin/test/host/figma-host.ts';
import { filledPaint } from '../packages/figma-plugin/test/host/paints.ts';
import { bytesOf, colorsOf, fillsOf, galleryTests, hashOf, pixelsOf } from './figma/gallery-tests.ts';
import { pictureFile } from './figma/image-files.ts';
import type { OpenPlugin } from './figma/open-plugin.ts';

const openWith = galleryTests();

async function open(command: string, settings: object = {}) {
  const figma = await openFigma();
  const names = ['skimage_chelsea.png', 'clipart_mug.png'];
  const files = await Promise.all(names.map((name) => pictureFile(name, 'png', 300)));
  const hashes = files.map((bytes) => figma.addImage(bytes));
  const layer = (index: number) => ({
    ...{ id: `1:${index}`, name: `Photo ${index}`, type: 'RECTANGLE', width: 60, height: 40 },
    fills: [filledPaint(hashes[index]!)],
  });
  figma.open({
    pages: [{ id: '0:1', name: 'Page 1', children: [0, 1].map(layer) }],
    selection: ['1:0', '1:1'],
  });
  figma.call('store', 'settings', JSON.stringify(settings));
  figma.start({ command });
  await figma.settle();
  const opened = { figma, hashes, ...(await openWith.window(figma)) };
  const now = (index: number) => hashOf(fillsOf(figma.snapshot(), `1:${index}`)[0]);
  const sizeOf = async (index: number) => {
    const file = await bytesOf(opened, now(index));
    const isPng = file[0] === 0x89;
    const view = new DataView(file.buffer, file.byteOffset);
    return { bytes: file.length, isPng, width: isPng ? view.getUint32(16) : undefined };
  };
  return { ...opened, now, sizeOf };
}

const shrink = async ({ frame }: OpenPlugin) => {
  await frame.getByRole('button', { name: /^Shrink \d.*→/ }).click();
  await frame.locator('.total').waitFor({ timeout: 60_000 });
};

test('another size begins with the original, in one click; Restore brings it back', async () => {
  const opened = await open('shrink');
  const { figma, frame, hashes, now, sizeOf } = opened;
  await shrink(opened);
  await frame.getByText('All images are done').waitFor();
  const twice = now(1);
  expect(await sizeOf(1), 'transparent, so a PNG').toMatchObject({ isPng: true, width: 120 });
  expect((await sizeOf(0)).isPng).toBe(false);
  const small = (await sizeOf(0)).bytes;

  await frame.getByRole('radio', { name: '3×' }).check();
  await shrink(opened);
  await frame.getByText('All images are done').waitFor();
  expect(await sizeOf(1)).toMatchObject({ width: 180 });
  expect((await sizeOf(0)).bytes).toBeGreaterThan(small);
  await frame.getByRole('radio', { name: '2×' }).check();
  await shrink(opened);
  await frame.getByText('All images are done').waitFor();
  expect(now(1)).toBe(twice); // to the byte what came of the original

  await frame.locator('.outcome').getByRole('button', { name: 'Restore', exact: true }).click();
  await expect.poll(() => [now(0), now(1)]).toEqual(hashes);
  expect(figma.snapshot().undoSteps).toHaveLength(4);
  await frame.getByRole('button', { name: /^Shrink 2 images/ }).waitFor();
});

test('a restyled image is shrunk as it looks, and restyled again from the original in the size that it has', async () => {
  const opened = await open('reduce', { quality: 'colors', colors: 4, dither: 0 });
  const { frame, hashes, now, sizeOf } = opened;
  const restyle = async () => {
    await frame.getByRole('button', { name: /^Reduce 2 images/ }).click();
    await frame.locator('.total').waitFor({ timeout: 60_000 });
  };
  await restyle();
  const colors = async () => colorsOf(await pixelsOf(await bytesOf(opened, now(0)))).size;
  expect(await colors()).toBe(4);
  await frame.getByRole('tab', { name: 'Shrink' }).click();
  await frame.locator('#shrink-format').selectOption('png');
  await shrink(opened);
  await frame.getByText('All images are done').waitFor();
  expect(await sizeOf(0)).toMatchObject({ width: 120 });
  expect(await colors(), 'those of the restyled image and their blends').toBeLessThan(100);

  await frame.getByRole('tab', { name: 'Restyle' }).click();
  await frame.locator('[data-colors="32"]').click();
  await restyle();
  expect(await sizeOf(0)).toMatchObject({ width: 120 });
  expect(await colors()).toBe(32);
  await frame.locator('.outcome').getByRole('button', { name: 'Restore', exact: true }).click();
  await expect.poll(() => [now(0), now(1)]).toEqual(hashes);
});

test('the result that the preview has shown is not made again', async () => {
  const opened = await open('reduce', { quality: 'colors', colors: 4 });
  const { figma, frame, hashes, now } = opened;
  await frame.locator('.images [role=row]').nth(1).locator('input').uncheck();
  await expect.poll(() => frame.locator('.images canvas').count()).toBe(2);
  const size = frame.locator('kc-studio >> kc-facts .after');
  await expect.poll(() => size.textContent(), { timeout: 30_000 }).toMatch(/^\d[\d.]* (kB|bytes)$/);
  const pieces = () => figma.messages.filter(({ type }) => type === 'bytes').length;
  const before = pieces();
  figma.onMessage(() => {
    if (figma.messages.at(-1)?.type === 'stored') readBefore = pieces() - before;
  });
  let readBefore = -1;
  await frame.getByRole('button', { name: /^Reduce 1 image/ }).click();
  await frame.locator('.total').waitFor();
  expect(readBefore, 'pieces of the file').toBe(0);
  expect(now(0)).not.toBe(hashes[0]);
});

test('“Adjust size” at a layer lists that layer, whatever the scope was before', async () => {
  const { figma, frame } = await open('adjust-size', { scope: 'page', tab: 'palette' });
  figma.call('select', '["1:1"]');
  await expect.poll(() => frame.locator('.shrinks .name').allTextContents()).toEqual(['Photo 1']);
  expect(await frame.getByRole('tab', { selected: true }).textContent()).toBe('Shrink');
});
