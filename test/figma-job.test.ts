// A job goes on whatever the person does meanwhile, and leaves alone what they changed.
import { expect, test } from 'vitest';
import { openFigma } from '../packages/figma-plugin/test/host/figma-host.ts';
import { filledPaint } from '../packages/figma-plugin/test/host/paints.ts';
import { fillsOf, galleryTests, hashOf } from './figma/gallery-tests.ts';
import { pictureFile } from './figma/image-files.ts';
import { artifact } from './figma/pictures.ts';

const openWith = galleryTests();
const LAYERS = 600;

/** A page with many layers of one image, whose change is in its first break. */
async function openInBreak() {
  const figma = await openFigma();
  const cat = figma.addImage(await pictureFile('skimage_chelsea.png', 'png'));
  const fills = [filledPaint(cat)];
  const ids = Array.from({ length: LAYERS }, (_, index) => `1:${index}`);
  const layer = (id: string) => ({
    id,
    type: 'RECTANGLE',
    name: `Layer ${id}`,
    width: 40,
    height: 30,
    fills,
  });
  figma.open({
    pages: [
      { id: '0:1', name: 'Page 1', children: ids.map(layer) },
      { id: '0:2', name: 'Page 2', children: [layer('2:1')] },
    ],
    selection: ids,
  });
  figma.start({ command: 'shrink' });
  await figma.settle();
  const opened = await openWith.window(figma);
  const { frame } = opened;
  const last = () => figma.messages.filter(({ type }) => type !== 'restorable').at(-1)?.type;
  let goOn: (() => void) | undefined;
  figma.onMessage(() => {
    if (last() === 'stored') goOn = figma.stayInBreaks();
  });
  await frame.getByRole('button', { name: /^Shrink 1 image · / }).click();
  await expect.poll(last, { timeout: 20_000 }).toBe('progress');
  const expectRunning = async () => {
    expect(await frame.getByRole('progressbar', { name: 'Progress' }).isVisible()).toBe(true);
    expect(await frame.getByRole('button', { name: 'Cancel' }).isVisible()).toBe(true);
  };
  return { ...opened, figma, cat, ids, expectRunning, goOn: () => goOn!() };
}

test('a job goes on while the selection, the tab and the page change, and writes to no layer that was changed', async () => {
  const { cat, complaints, expectRunning, figma, frame, goOn, ids, page } = await openInBreak();
  figma.call('select', '[]');
  const scanAgain = () => frame.getByRole('button', { name: 'Scan again' }).click(); // as that does when it is told
  await scanAgain();
  await frame.locator('.shrink-side').getByText('Select layers with images').waitFor();
  await expectRunning();
  await page.screenshot({ path: artifact('job-without-selection.png') });
  for (const tab of ['Restyle', 'Palette', 'Shrink']) {
    await frame.getByRole('tab', { name: tab }).click();
    await expectRunning();
  }
  await frame.getByRole('button', { name: /^Restore( \d+)? originals/ }).click();
  await expectRunning();
  await frame.getByRole('tab', { name: 'Shrink' }).click();
  figma.call('goToPage', '0:2');
  await frame.getByRole('radio', { name: 'Page' }).check();
  await frame.locator('.shrinks .name', { hasText: 'Layer 2:1' }).waitFor();
  await expectRunning();

  const edited = [{ type: 'SOLID', color: { r: 0, g: 1, b: 0 } }];
  figma.call('edit', `node('1:599').fills = ${JSON.stringify(edited)}; node('1:598').remove();`);
  goOn();
  await expect.poll(() => frame.locator('.total').textContent(), { timeout: 60_000 }).toMatch(/^1 image, /);
  const snapshot = figma.snapshot();
  expect(snapshot.nodes['1:599']).toMatchObject({ fills: edited, pluginData: {}, relaunch: {} });
  expect(snapshot.nodes['1:598']).toBeUndefined();
  const changed = ids.filter((id) => snapshot.nodes[id] && hashOf(fillsOf(snapshot, id)[0]) !== cat);
  expect(changed).toHaveLength(LAYERS - 1);
  expect(hashOf(fillsOf(snapshot, '2:1')[0]), 'of the other page').toBe(cat);
  expect(await frame.locator('.outcome li').allTextContents()).toEqual([
    'Layer 1:598: The layer was deleted meanwhile.',
    'Layer 1:599: The layer now shows another image.',
  ]);
  expect([...complaints, ...figma.complaints]).toEqual([]);
});

test('the list of a page is that of the page to which the person goes', async () => {
  const figma = await openFigma();
  const cat = figma.addImage(await pictureFile('skimage_chelsea.png', 'png'));
  const layer = (id: string, name: string) => ({ id, name, type: 'RECTANGLE', fills: [filledPaint(cat)] });
  figma.open({
    pages: [
      { id: '0:1', name: 'Page 1', children: [layer('1:1', 'First')] },
      { id: '0:2', name: 'Page 2', children: [layer('2:1', 'Second')] },
    ],
  });
  figma.start({ command: 'shrink' });
  await figma.settle();
  const { frame } = await openWith.window(figma);
  await frame.getByRole('button', { name: 'Scan this page' }).click();
  await frame.locator('.shrinks .name', { hasText: 'First' }).waitFor();
  figma.call('goToPage', '0:2');
  await frame.locator('.shrinks .name', { hasText: 'Second' }).waitFor();
  await frame.getByRole('button', { name: 'Show Second on the canvas' }).click();
  await expect.poll(() => figma.snapshot().selection).toEqual(['2:1']);
  await figma.settle();
  expect(figma.messages.filter(({ type }) => type === 'selection')).toHaveLength(1);
});
