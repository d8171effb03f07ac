// Images matched to palettes: of the document, presets, and brought in from elsewhere.
import { decodeImage } from '@kcolors/codecs';
import { describe, expect, test } from 'vitest';
import { writeAse } from '../packages/codecs/test/helpers/write-test-swatches.ts';
import { bytesOf, colorsOf, fillsOf, galleryTests, hashOf, pixelsOf } from './figma/gallery-tests.ts';
import type { OpenPlugin } from './figma/open-plugin.ts';
import { CSS, CSS_HEXES, dropFile, paste, shownIn } from './figma/palette-files.ts';

const openWith = galleryTests();

const run = ({ frame }: OpenPlugin, label: RegExp) => frame.getByRole('button', { name: label }).click();

/** The colors among the pixels of an image that was matched. */
async function matchedColors(opened: Awaited<ReturnType<typeof openWith>>, id: string): Promise<Set<string>> {
  const { frame, figma } = opened;
  const before = hashOf(fillsOf(figma.snapshot(), id)[0]);
  await run(opened, /^Match \d image/);
  await expect.poll(() => hashOf(fillsOf(figma.snapshot(), id)[0]), { timeout: 60_000 }).not.toBe(before);
  await frame.locator('.total', { hasText: 'image' }).waitFor();
  const colors = colorsOf(await pixelsOf(await bytesOf(opened, hashOf(fillsOf(figma.snapshot(), id)[0]))));
  colors.delete('clear');
  return colors;
}

describe('matching', () => {
  test.each([
    ['PICO-8', 'preset:pico-8', 16],
    ['the color styles of the file', 'styles', 6],
  ] as const)('leaves no color but those of %s', async (_, target, most) => {
    const opened = await openWith(['1:1', '1:4'], { command: 'match' });
    const { figma, frame } = opened;
    await frame.getByText(/Matched to/).waitFor();
    await frame.locator('#target').selectOption(target);
    await frame.getByText(`to ${most} colors`).waitFor();
    const shown = await frame.locator('.match kc-palette').getAttribute('colors');
    const allowed = shown!.split(', ').map((color) => `${color.slice(1, 7)}ff`);
    expect(allowed).toHaveLength(most);
    await run(opened, /^Match 2 images/);
    await expect.poll(() => frame.locator('.total').textContent(), { timeout: 60_000 }).toMatch(/^2 images/);
    for (const id of ['1:1', '1:4']) {
      const stored = await bytesOf(opened, hashOf(fillsOf(figma.snapshot(), id)[0]));
      const colors = colorsOf(await pixelsOf(stored));
      colors.delete('clear');
      expect(colors.size).toBeGreaterThan(2);
      for (const color of colors) expect(allowed).toContain(color);
      const { image } = await decodeImage(stored);
      expect([image.width, image.height]).toEqual([160, id === '1:1' ? 106 : 160]);
    }
  });

  test('leaves no color but those that were pasted as CSS, and remembers them', async () => {
    const opened = await openWith(['1:1'], { command: 'match' });
    const { figma, frame, page } = opened;
    await frame.getByText(/Matched to/).waitFor();
    await frame.locator('#target').selectOption('imported');
    await paste(page, frame.locator('.match textarea'), CSS);
    await frame.getByText('4 colors, read as CSS custom properties.').waitFor();
    await frame.getByText('to 4 colors').waitFor();
    expect(await shownIn(opened, 'match')).toEqual(CSS_HEXES);
    const colors = await matchedColors(opened, '1:1');
    expect(colors.size).toBeGreaterThan(2);
    for (const color of colors) expect(CSS_HEXES.map((hex) => `${hex.slice(1)}ff`)).toContain(color);
    await expect
      .poll(() => (figma.snapshot().storage.settings as { imported?: string } | undefined)?.imported)
      .toMatch(/#c1121f.*#669bbc/s);
  });

  test('takes a swatch file of Adobe that is dropped, and keeps it when another one is broken', async () => {
    const opened = await openWith(['1:1'], { command: 'match' });
    const { frame } = opened;
    await frame.getByText(/Matched to/).waitFor();
    const ase = writeAse([
      { name: 'Ink', model: 'RGB ', values: [0, 0, 0.2] },
      { name: 'Paper', model: 'RGB ', values: [1, 1, 0.8] },
      { name: 'Leaf', model: 'LAB ', values: [0.5, -40, 40] },
    ]);
    const hexes = ['#000033', '#ffffcc', '#35872b'];
    await dropFile(frame, '.match .compare', 'brand.ase', ase);
    await frame.getByText('brand.ase: 3 colors, read as Adobe Swatch Exchange (.ase).').waitFor();
    await frame.getByText('to 3 colors').waitFor();
    expect(await shownIn(opened, 'match')).toEqual(hexes);
    await dropFile(frame, '.match .compare', 'cut.ase', ase.subarray(0, 30));
    await frame
      .getByText(
        'cut.ase, byte 28: Expected 4 bytes for the color model of block 1 of 3 but received 2 before the end of the file.',
      )
      .waitFor();
    expect(await shownIn(opened, 'match')).toEqual(hexes);
    const colors = await matchedColors(opened, '1:1');
    expect([...colors].sort()).toEqual(hexes.map((hex) => `${hex.slice(1)}ff`).sort());
  });

  test.each([
    ['#123456\n#12', 'line 2: Expected a color such as #1a2b3c but received "#12".'],
    [':root {\n  --a: #12345;\n}', 'line 2: Expected a color such as #1a2b3c but received "#12345".'],
  ])('says in one line what is wrong with a text that is no palette: %#', async (text, line) => {
    const opened = await openWith(['1:1'], { command: 'match' });
    const { frame, page } = opened;
    await frame.locator('#target').selectOption('imported');
    const field = frame.locator('.match textarea');
    await paste(page, field, text);
    await frame.locator('.import .wrong', { hasText: line }).waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await shownIn(opened, 'match')).toEqual([]);
    expect(await frame.getByRole('button', { name: /^Match 1 image/ }).isDisabled()).toBe(true);
    await paste(page, field, '#123456 #ffffff');
    await frame.getByText('2 colors, read as Hex list.').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe(null);
  });

  test('takes a file that was chosen with the keyboard', async () => {
    const opened = await openWith(['1:1'], { command: 'match' });
    const { frame, page } = opened;
    await frame.getByText(/Matched to/).waitFor();
    const choosing = page.waitForEvent('filechooser'); // which takes a while to be listened to
    await frame.locator('#target').selectOption('imported');
    await frame.locator('.match textarea').focus();
    await page.keyboard.press('Tab');
    expect(await frame.evaluate('document.activeElement.textContent')).toBe('Choose file');
    await page.keyboard.press('Enter');
    const chooser = await choosing;
    await chooser.setFiles({
      name: 'sea.gpl',
      mimeType: 'text/plain',
      buffer: Buffer.from('GIMP Palette\nName: Sea\n0 0 128 Deep\n255 255 0 Sand\n'),
    });
    await frame.getByText('sea.gpl: Sea, 2 colors, read as GIMP palette.').waitFor();
    expect(await frame.locator('#target option:checked').textContent()).toBe('Sea (2)');
    expect(await shownIn(opened, 'match')).toEqual(['#000080', '#ffff00']);
  });
});
