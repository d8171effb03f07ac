// The whole plugin at work: what a person does in its window, and what becomes of the document.
import { compressImage } from '@kcolors/codecs';

import { describe, expect, test } from 'vitest';
import { openFigma } from '../packages/figma-plugin/test/host/figma-host.ts';
import { croppedPaint } from '../packages/figma-plugin/test/host/paints.ts';
import { bytesOf, colorsOf, fillsOf, galleryTests, hashOf, pixelsOf } from './figma/gallery-tests.ts';
import { pictureFile } from './figma/image-files.ts';
import type { OpenPlugin } from './figma/open-plugin.ts';

const openWith = galleryTests();

async function chooseColors({ frame }: OpenPlugin, colors: number): Promise<void> {
  await frame.getByRole('radio', { name: 'By number' }).check();
  await frame.locator(`[data-colors="${colors}"]`).click();
  await frame.getByText(`${colors} colors,`).first().waitFor();
}

const run = ({ frame }: OpenPlugin, label: RegExp) => frame.getByRole('button', { name: label }).click();
const total = ({ frame }: OpenPlugin) => frame.locator('.total');

describe('reducing', () => {
  /** Checks that an image in the document is that of the codecs in 8 colors. */
  async function expectReduced(
    opened: Awaited<ReturnType<typeof openWith>>,
    name: 'cat' | 'coffee',
    hash: string,
  ) {
    const { files, hashes } = opened;
    expect(hash).not.toBe(hashes[name]);
    const stored = await bytesOf(opened, hash);
    const quantize = { maxColors: 8, dither: 0.75, space: 'oklab', objective: 'perceptual' } as const;
    const expected = await compressImage(files[name], { quantize, format: 'png', metadata: 'strip' });
    expect(stored[25], 'an indexed PNG').toBe(3);
    expect(stored.length).toBeLessThan(files[name].length);
    expect(await pixelsOf(stored)).toEqual(new Uint8Array(expected.pixels.result.data));
    expect(colorsOf(await pixelsOf(stored)).size).toBeLessThanOrEqual(8);
  }

  test('puts smaller images of 8 colors in place, as the codecs make them, and brings the originals back', async () => {
    const opened = await openWith(['1:1', '1:2', '1:3']);
    const { figma, frame, hashes } = opened;
    await chooseColors(opened, 8);
    expect(await frame.evaluate('document.documentElement.dataset.codecs')).toBe('blob');
    await run(opened, /^Reduce 2 images/);
    await expect.poll(() => total(opened).textContent(), { timeout: 30_000 }).toMatch(/^2 images, \d+ kB → /);

    await expect
      .poll(() => figma.snapshot().notifications)
      .toMatchObject([{ message: expect.stringMatching(/^2 images/), button: 'Restore' }]);
    const snapshot = figma.snapshot();
    const [cat] = fillsOf(snapshot, '1:1');
    const [solid, coffee] = fillsOf(snapshot, '1:2');
    expect(cat).toEqual({ ...croppedPaint(hashes.cat), imageHash: hashOf(cat) });
    expect(solid).toMatchObject({ type: 'SOLID' });
    expect(hashOf(snapshot.nodes['1:3']!.strokes[0])).toBe(hashOf(cat));
    await expectReduced(opened, 'cat', hashOf(cat));
    await expectReduced(opened, 'coffee', hashOf(coffee));
    expect(snapshot.undoSteps).toHaveLength(1);

    await frame.getByRole('button', { name: 'Restore', exact: true }).click();
    await expect.poll(() => total(opened).textContent()).toBe('3 originals restored.');
    const restored = figma.snapshot();
    expect(fillsOf(restored, '1:1')).toEqual([croppedPaint(hashes.cat)]);
    expect(hashOf(fillsOf(restored, '1:2')[1])).toBe(hashes.coffee);
    expect(hashOf(restored.nodes['1:3']!.strokes[0])).toBe(hashes.cat);
    expect([...opened.complaints, ...opened.requests, ...figma.complaints]).toEqual([]);
  });

  test.each([
    ['data-only', 'data'],
    ['no-workers', 'inline'],
  ] as const)('works the same under the policy %s', async (policy, way) => {
    const opened = await openWith(['1:1'], { policy });
    const { figma, frame } = opened;
    await chooseColors(opened, 8);
    expect(await frame.evaluate('document.documentElement.dataset.codecs')).toBe(way);
    await run(opened, /^Reduce 1 image/);
    await expect.poll(() => total(opened).textContent(), { timeout: 30_000 }).toMatch(/^1 image, /);
    await expectReduced(opened, 'cat', hashOf(fillsOf(figma.snapshot(), '1:1')[0]));
    const refusal = /Creating a worker from .* violates/; // the browser says so in its console
    const complaints = opened.complaints.filter((line) => !refusal.test(line));
    expect([...complaints, ...opened.requests, ...figma.complaints]).toEqual([]);
  });

  test('leaves what would not be smaller, moves, is locked or broken, and says so', async () => {
    const opened = await openWith(['1:4', '1:5', '1:6', '1:7', '1:8']);
    const { figma, frame } = opened;
    await frame.getByText('An animation').waitFor();
    await frame.getByText('The file of this image is damaged.').waitFor();
    expect(await frame.getByTitle(/^The PNG is truncated/).count()).toBe(1);
    const before = figma.snapshot();
    expect(await frame.locator('.images li', { hasText: 'The layer is locked.' }).textContent()).toMatch(
      /^Rocket/,
    );
    await run(opened, /^Reduce 2 images/);
    await expect.poll(() => total(opened).textContent(), { timeout: 30_000 }).toMatch(/^\d images?, /);
    const said = await frame.locator('.outcome').textContent();
    expect(said).toMatch(/Red: The result is not smaller/);
    const after = figma.snapshot();
    for (const id of ['1:5', '1:6', '1:7', '1:8']) expect(fillsOf(after, id)).toEqual(fillsOf(before, id));
    expect(hashOf(fillsOf(after, '1:4')[0])).not.toBe(hashOf(fillsOf(before, '1:4')[0]));
  });

  test('leaves a layer that is deleted and one that is edited meanwhile, and names both', async () => {
    const opened = await openWith(['1:1', '1:2', '1:3', '1:4']);
    const { figma, frame, hashes } = opened;
    await chooseColors(opened, 8);
    await expect.poll(() => frame.locator('.images .thumbnail canvas').count()).toBe(3);
    const edited = [{ type: 'SOLID', color: { r: 0, g: 1, b: 0 } }];
    // When the job reads its first image.
    const userDoes = `node('1:1').remove(); node('1:4').fills = ${JSON.stringify(edited)};`;
    figma.call('interrupt', 'getBytesAsync', userDoes);
    await run(opened, /^Reduce 3 images/);
    await expect.poll(() => total(opened).textContent(), { timeout: 30_000 }).toMatch(/^2 images, /);
    const notes = await frame.locator('.outcome li').allTextContents();
    expect(notes.sort()).toEqual([
      'Cat: The layer was deleted meanwhile.',
      'Mug: The layer now shows another image.',
    ]);
    const { nodes, undoSteps } = figma.snapshot();
    expect(nodes['1:1']).toBeUndefined();
    expect(nodes['1:4']!.fills).toMatchObject(edited);
    expect(nodes['1:4']!.pluginData).toEqual({});
    expect(hashOf(fillsOf(figma.snapshot(), '1:2')[1])).not.toBe(hashes.coffee);
    expect(hashOf(nodes['1:3']!.strokes[0])).not.toBe(hashes.cat);
    expect(undoSteps).toHaveLength(1);
    expect([...opened.complaints, ...figma.complaints]).toEqual([]);
  });

  test('canceled, changes nothing', async () => {
    const opened = await openWith(['1:1', '1:2', '1:4']);
    const { figma, frame } = opened;
    await chooseColors(opened, 8);
    const before = figma.snapshot().nodes;
    const goOn = figma.holdMessages(); // otherwise it might be done before it is canceled
    await run(opened, /^Reduce 3 images/);
    await frame.getByRole('button', { name: 'Cancel' }).click();
    goOn();
    await frame.getByText('Canceled. Nothing was changed.').waitFor();
    expect(figma.snapshot().nodes).toEqual(before);
    expect(figma.snapshot().undoSteps).toEqual([]);
  });

  test('canceled after the selection and the tab changed, tells which layers were changed, and can take them back', async () => {
    const figma = await openFigma();
    const cat = figma.addImage(await pictureFile('skimage_chelsea.png', 'png'));
    const ids = Array.from({ length: 600 }, (_, index) => `1:${index}`);
    const fills = [croppedPaint(cat)];
    const children = ids.map((id) => ({ id, type: 'RECTANGLE', name: `Layer ${id}`, fills }));
    figma.open({ pages: [{ id: '0:1', name: 'Page 1', children }], selection: ids });
    figma.start();
    await figma.settle();
    const opened = await openWith.window(figma);
    const { frame } = opened;
    await chooseColors(opened, 8);
    const last = () => figma.messages.at(-1)?.type;
    let goOn: (() => void) | undefined;
    figma.onMessage(() => {
      if (last() === 'stored') goOn = figma.stayInBreaks();
    });
    await run(opened, /^Reduce 1 image/);
    await expect.poll(last, { timeout: 20_000 }).toBe('progress'); // of the change: it is in its first break
    figma.call('select', '[]');
    await frame.getByRole('button', { name: 'Scan again' }).click(); // as a change of the selection does
    await frame.getByText('Select layers with images').waitFor();
    await frame.getByRole('progressbar', { name: 'Progress' }).waitFor();
    await frame.getByRole('button', { name: /^Restore( \d+)? originals/ }).click();
    await frame.getByRole('progressbar', { name: 'Progress' }).waitFor();
    await frame.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(last).toBe('done');
    goOn!();
    await expect.poll(() => total(opened).textContent(), { timeout: 20_000 }).toMatch(/^1 image, /);
    const changed = () => {
      const snapshot = figma.snapshot();
      return ids.filter((id) => hashOf(fillsOf(snapshot, id)[0]) !== cat).length;
    };
    expect(changed()).toBeGreaterThan(0);
    expect(changed()).toBeLessThan(600);
    expect(await frame.locator('.outcome li').textContent()).toBe(
      `Layer 1:${changed()}, Layer 1:${changed() + 1}, Layer 1:${changed() + 2} and ${597 - changed()} more: Canceled before this layer was changed.`,
    );
    expect(figma.snapshot().undoSteps).toHaveLength(1);
    await frame.getByRole('button', { name: 'Restore', exact: true }).click();
    await expect
      .poll(() => total(opened).textContent(), { timeout: 20_000 })
      .toMatch(/^\d+ originals? restored/);
    expect(changed()).toBe(0);
  });

  test('with one palette for all gives images whose colors together are no more than asked for', async () => {
    const opened = await openWith(['1:1', '1:2', '1:4']);
    const { figma, frame } = opened;
    await chooseColors(opened, 8);
    await frame.getByRole('radio', { name: 'One for all' }).check();
    await run(opened, /^Reduce 3 images/);
    await expect.poll(() => total(opened).textContent(), { timeout: 40_000 }).toMatch(/^3 images/);
    const snapshot = figma.snapshot();
    const union = new Set<string>();
    for (const [id, index] of [
      ['1:1', 0],
      ['1:2', 1],
      ['1:4', 0],
    ] as const) {
      const pixels = await pixelsOf(await bytesOf(opened, hashOf(fillsOf(snapshot, id)[index])));
      for (const color of colorsOf(pixels)) union.add(color);
    }
    expect(union.size).toBeLessThanOrEqual(8);
    expect(union.size).toBeGreaterThan(4);
  });

  test('can put the result beside the original', async () => {
    const opened = await openWith(['1:1']);
    const { figma, frame, hashes } = opened;
    await chooseColors(opened, 8);
    await frame.getByRole('radio', { name: 'Copy beside' }).check();
    await run(opened, /^Reduce 1 image/);
    await frame.getByText('1 copy beside the original.').waitFor();
    const { nodes } = figma.snapshot();
    expect(fillsOf(figma.snapshot(), '1:1')).toEqual([croppedPaint(hashes.cat)]);
    expect(Object.values(nodes).filter(({ name }) => name === 'Cat')).toHaveLength(2);
  });
});

describe('a quick action', () => {
  test('does it without being seen, and ends with one notification', async () => {
    const opened = await openWith(['1:1', '1:2'], {
      parameters: { colors: '16', dither: 'floyd-steinberg' },
    });
    const { figma, hashes, files } = opened;
    await expect
      .poll(() => figma.snapshot().closed?.message, { timeout: 30_000 })
      .toMatch(/^2 images, \d+ kB → /);
    const snapshot = figma.snapshot();
    expect(snapshot.notifications).toEqual([]); // closing the plugin tells it
    expect(snapshot.ui).toMatchObject({ visible: false });
    figma.start(); // it answers no more once it is closed
    expect(hashOf(fillsOf(snapshot, '1:1')[0])).not.toBe(hashes.cat);
    const stored = await bytesOf(opened, hashOf(fillsOf(snapshot, '1:1')[0]));
    expect(stored.length).toBeLessThan(files.cat.length);
    expect(colorsOf(await pixelsOf(stored)).size).toBeLessThanOrEqual(16);
  });

  test('says what it did not understand', async () => {
    const { figma } = await openWith(['1:1'], { parameters: { colors: '16', dither: 'sideways' } });
    await expect.poll(() => figma.snapshot().closed).toBeTruthy();
    expect(figma.snapshot().notifications).toMatchObject([
      { message: expect.stringMatching(/^Expected none, floyd-steinberg/), error: true },
    ]);
  });
});
