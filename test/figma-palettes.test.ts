// Palettes in the plugin: taken from images, brought in from elsewhere, and written to the document.
import { readPalette } from '@kcolors/codecs/palettes';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { openFigma } from '../packages/figma-plugin/test/host/figma-host.ts';
import { filledPaint } from '../packages/figma-plugin/test/host/paints.ts';
import { galleryTests } from './figma/gallery-tests.ts';
import type { OpenPlugin } from './figma/open-plugin.ts';
import { CSS, CSS_HEXES, paste, shownIn } from './figma/palette-files.ts';

const openWith = galleryTests();

const hexOf = ({ r, g, b }: Record<string, number>) =>
  `#${[r, g, b]
    .map((part) =>
      Math.round(part! * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

async function write({ frame }: OpenPlugin, noun: string, said: string): Promise<void> {
  await frame.getByRole('button', { name: `Create ${noun}` }).click();
  await frame.getByText(said).waitFor();
}

describe('a palette', () => {
  test('of numbered colors becomes styles and variables that another one updates', async () => {
    const opened = await openWith(['1:1', '1:2'], { command: 'palette' });
    const { figma, frame } = opened;
    await frame.getByText('8 colors of 2 images').waitFor();
    const styles = figma.snapshot().styles.length;
    await frame.getByRole('radio', { name: 'Numbers' }).check({ force: true });
    const shown = async () => (await shownIn(opened, 'palette')).sort();
    const written = () => {
      const { variables, styles: all } = figma.snapshot();
      const inVariables = variables.map(({ values }) => hexOf(Object.values(values)[0] as never));
      const inStyles = all.slice(styles).map(({ paints }) => hexOf(paints[0]!.color as never));
      return [inVariables.sort(), inStyles.sort()];
    };
    await write(opened, 'variables', '8 variables created');
    await write(opened, 'styles', '8 styles created');
    const first = await shown();
    expect(written()).toEqual([first, first]);
    await frame.getByRole('checkbox', { name: 'Change Cat' }).uncheck();
    await frame.getByText('8 colors of 1 image').waitFor();
    await write(opened, 'variables', '8 variables updated');
    await write(opened, 'styles', '8 styles updated');
    const second = await shown();
    expect(second).not.toEqual(first);
    expect(written()).toEqual([second, second]);
    const snapshot = figma.snapshot();
    expect(snapshot.variables).toHaveLength(8);
    expect(snapshot.collections.map(({ name }) => name)).toEqual(['Palette']);
    expect(snapshot.styles).toHaveLength(styles + 8);
    await frame.getByRole('button', { name: 'Draw swatches' }).click();
    await frame.getByText('8 swatches drawn').waitFor();
    expect(
      Object.values(figma.snapshot().nodes).some(({ type, name }) => type === 'FRAME' && name === 'Palette'),
    ).toBe(true);
  });

  test('has names, and written twice it is there once', async () => {
    const opened = await openWith(['1:1', '1:2'], { command: 'palette' });
    const { figma, frame } = opened;
    await frame.getByText('8 colors of 2 images').waitFor();
    await write(opened, 'variables', '8 variables created');
    await write(opened, 'variables', '8 variables updated');
    const { variables } = figma.snapshot();
    expect(variables.map(({ values }) => hexOf(Object.values(values)[0] as never))).toEqual(
      await shownIn(opened, 'palette'),
    );
    const names = variables.map(({ name }) => name);
    expect(new Set(names).size).toBe(8);
    for (const name of names) expect(name).toMatch(/^\p{Lu}[\p{L}' ]+$/u); // words, no numbers
  });

  test('holds the small red sign on the gray wall, unless large areas shall count', async () => {
    const figma = await openFigma();
    const wall = figma.addImage(await signOnWall());
    figma.open({
      pages: [
        {
          id: '0:1',
          name: 'Page 1',
          children: [{ id: '1:1', type: 'RECTANGLE', fills: [filledPaint(wall)] }],
        },
      ],
      selection: ['1:1'],
    });
    figma.start({ command: 'palette' });
    await figma.settle();
    const opened = await openWith.window(figma);
    const { frame } = opened;
    await frame.getByText('8 colors of 1 image').waitFor();
    await frame.locator('#palette-count').fill('5');
    await frame.locator('#palette-count').press('Enter');
    await frame.getByText('5 colors of 1 image').waitFor();
    const isRed = (hex: string) => {
      const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
      return r! > 170 && g! < 70 && b! < 70;
    };
    expect((await shownIn(opened, 'palette')).filter(isRed)).toHaveLength(1);
    await frame.getByLabel(/^What counts/).fill('0');
    await expect.poll(async () => (await shownIn(opened, 'palette')).filter(isRed).length).toBe(0);
    await frame.getByLabel(/^What counts/).fill('75');
    await expect.poll(async () => (await shownIn(opened, 'palette')).filter(isRed).length).toBe(1);
    await frame.getByRole('checkbox', { name: 'Auto' }).check();
    await expect.poll(async () => (await shownIn(opened, 'palette')).length).not.toBe(5);
    expect((await shownIn(opened, 'palette')).filter(isRed)).toHaveLength(1);
  });

  test('keeps a color that was added, whatever else is asked for', async () => {
    const opened = await openWith(['1:1'], { command: 'palette' });
    const { frame } = opened;
    await frame.getByText('8 colors of 1 image').waitFor();
    await frame.getByLabel('Color to add').fill('#00ff7f');
    await frame.getByRole('button', { name: 'Add color' }).click();
    await frame.getByText('8 colors of 1 image, 1 locked').waitFor();
    expect(await shownIn(opened, 'palette')).toContain('#00ff7f');
    await frame.locator('.palette').getByLabel('Number of colors').fill('4');
    await frame.getByText('4 colors of 1 image, 1 locked').waitFor();
    expect(await shownIn(opened, 'palette')).toContain('#00ff7f');
    await frame.getByRole('button', { name: 'Unlock all' }).click();
    await frame.getByText(/^4 colors of 1 image$/).waitFor();
    expect(await shownIn(opened, 'palette')).not.toContain('#00ff7f');
  });

  test('that was pasted becomes variables of its names, without any image', async () => {
    const opened = await openWith([], { command: 'palette' });
    const { figma, frame, page } = opened;
    await frame.getByText('Import a palette').click();
    await paste(page, frame.locator('.palette textarea'), CSS);
    await frame.getByText('4 colors, read as CSS custom properties.').waitFor();
    expect(await shownIn(opened, 'palette')).toEqual(CSS_HEXES);
    expect(await frame.locator('.palette kc-palette .name').allTextContents()).toContain('Brand Navy');
    await write(opened, 'variables', '4 variables created');
    await write(opened, 'variables', '4 variables updated');
    const { variables } = figma.snapshot();
    expect(variables.map(({ name, values }) => [name, hexOf(Object.values(values)[0] as never)])).toEqual([
      ['Brand Red', '#c1121f'],
      ['Brand Cream', '#fdf0d5'],
      ['Brand Navy', '#003049'],
      ['Brand Sky', '#669bbc'],
    ]);
  });

  test('is saved as a file that other programs read', async () => {
    const opened = await openWith(['1:1'], { command: 'palette' });
    const { frame, page } = opened;
    await frame.getByText('8 colors of 1 image').waitFor();
    await frame.locator('.palette').getByLabel('Format').selectOption('ase');
    expect(await frame.getByRole('button', { name: 'Copy', exact: true }).isDisabled()).toBe(true);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      frame.getByRole('button', { name: 'Save' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('palette.ase');
    const stream = await download.createReadStream();
    const { palette } = readPalette(new Uint8Array(Buffer.concat(await stream.toArray())));
    expect(palette.colors.map(({ hex }) => hex)).toEqual(await shownIn(opened, 'palette'));
  });
});

/** A gray wall in many shades, and on it a red sign of half a percent. */
async function signOnWall(): Promise<Uint8Array> {
  const [width, height] = [240, 160];
  const pixels = Buffer.alloc(3 * width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const isSign = x >= 200 && x < 216 && y >= 20 && y < 32;
      const gray = 20 + Math.round((220 * x) / width) + ((7 * x + 13 * y) % 9);
      pixels.set(isSign ? [208, 24, 32] : [gray, gray, gray], 3 * (y * width + x));
    }
  return new Uint8Array(
    await sharp(pixels, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer(),
  );
}
