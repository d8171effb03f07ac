// What the plugin looks like, and that everyone can use it.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { galleryTests } from './figma/gallery-tests.ts';
import type { OpenPlugin } from './figma/open-plugin.ts';
import { CSS, paste } from './figma/palette-files.ts';
import { artifact } from './figma/pictures.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ALL = ['1:1', '1:2', '1:3', '1:4', '1:5', '1:6', '1:7', '1:8', '1:9'];

const SIZES = [
  ['narrow', 320, 560],
  ['usual', 420, 620],
  ['wide', 1000, 720],
] as const;

const openWith = galleryTests();

async function openScreens(selection: readonly string[]) {
  const opened = await openWith(selection);
  await opened.frame.locator('[role=tablist]').waitFor();
  return opened;
}

/** The rules whose outcome depends on the width of the window, and those that depend on its colors. */
const RULES = {
  width: ['scrollable-region-focusable', 'target-size'],
  colors: ['color-contrast', 'link-in-text-block'],
} as const;

/** Serious faults by all rules, or by some. */
async function faultsOf(frame: Frame, rules?: readonly string[]): Promise<string[]> {
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axe);
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) };
  const { violations } = (await frame.evaluate(
    `axe.run(document, ${JSON.stringify(options)})`,
  )) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
    );
}

async function resize({ frame, page }: OpenPlugin, width: number, height: number): Promise<void> {
  await frame.evaluate(
    ([w, h]) =>
      parent.postMessage({ pluginMessage: { type: 'resize', id: 900_000, width: w, height: h } }, '*'),
    [width, height],
  );
  await expect.poll(async () => (await page.locator('iframe').boundingBox())?.width).toBe(width);
}

const settled = (frame: Frame) => frame.locator('kc-studio >> kc-facts .saved:has-text("smaller")').waitFor();

/** Checks what the window shows in light colors, and its colors again in dark ones. Keeps a screenshot of each. */
async function look({ frame, page, setTheme }: OpenPlugin, name: string): Promise<void> {
  await page.screenshot({ path: artifact(`${name}-light.png`) });
  expect(await faultsOf(frame), `${name}, light`).toEqual([]);
  await setTheme('dark');
  await page.screenshot({ path: artifact(`${name}-dark.png`) });
  expect(await faultsOf(frame, RULES.colors), `${name}, dark`).toEqual([]);
  await setTheme('light');
}

describe('in light and dark colors', () => {
  test('every screen, narrow, usual and wide, has no serious fault', async () => {
    const plugin = await openScreens(ALL);
    const { frame, page } = plugin;
    const lookAtAllWidths = async (name: string) => {
      for (const [size, width, height] of SIZES) {
        await resize(plugin, width, height);
        if (size === 'usual') {
          await look(plugin, `${name}-${size}`);
          continue;
        }
        await page.screenshot({ path: artifact(`${name}-${size}-light.png`) });
        expect(await faultsOf(frame, RULES.width), `${name}, ${size}`).toEqual([]);
      }
    };
    await frame.getByRole('tab', { name: 'Shrink' }).click();
    await frame.locator('.start', { hasText: '→' }).waitFor();
    await lookAtAllWidths('shrink');
    await frame.locator('.shrinks .choose').first().click();
    await frame.locator('.shrink-detail .hint:not(:empty)').waitFor();
    await lookAtAllWidths('shrink-detail');
    await frame.getByRole('tab', { name: 'Restyle' }).click();
    await settled(frame);
    await lookAtAllWidths('reduce');
    await frame.getByRole('tab', { name: 'Palette' }).click();
    await frame.getByText(/8 colors of/).waitFor();
    await lookAtAllWidths('palette');
    await frame.getByRole('tab', { name: 'Restyle' }).click();
    await frame.getByRole('radio', { name: 'Match colors' }).check();
    await frame.getByText(/Matched to/).waitFor();
    await lookAtAllWidths('match');
    await frame.getByRole('radio', { name: 'Fewer colors' }).check();
    await frame.getByRole('button', { name: /^Reduce \d images/ }).click();
    await frame.locator('.total', { hasText: 'images,' }).waitFor({ timeout: 30_000 });
    await lookAtAllWidths('done');
    await frame.getByRole('button', { name: /^Restore( \d+)? originals/ }).click();
    await frame.getByRole('button', { name: 'Restore Cat', exact: true }).waitFor();
    await lookAtAllWidths('restore');
    expect([...plugin.complaints, ...plugin.requests]).toEqual([]);
  }, 180_000);

  test('a palette from elsewhere, and a text that is none', async () => {
    const plugin = await openScreens(['1:1', '1:4']);
    const { frame, page, complaints } = plugin;
    await frame.getByRole('tab', { name: 'Palette' }).click();
    await frame.getByText(/8 colors of/).waitFor();
    await frame.getByText('Import a palette').click();
    await paste(page, frame.locator('.palette textarea'), CSS);
    await frame.getByText('4 colors of 2 images, 4 locked').waitFor();
    await look(plugin, 'palette-imported');
    await frame.locator('.output').scrollIntoViewIfNeeded();
    await look(plugin, 'palette-output');
    await frame.getByRole('tab', { name: 'Restyle' }).click();
    await frame.getByRole('radio', { name: 'Match colors' }).check();
    await frame.locator('#target').selectOption('imported');
    await paste(page, frame.locator('.match textarea'), CSS);
    await frame.getByText('to 4 colors').waitFor();
    await frame.locator('.match kc-palette').scrollIntoViewIfNeeded();
    await look(plugin, 'match-imported');
    await paste(page, frame.locator('.match textarea'), '#123456\n#12345');
    await frame.locator('.match .import .wrong').waitFor();
    await look(plugin, 'match-wrong');
    expect(complaints).toEqual([]);
  });

  test('what is empty, and what is broken', async () => {
    const plugin = await openScreens([]);
    const { frame, figma } = plugin;
    await frame.getByText('Select layers with images').waitFor();
    await look(plugin, 'empty');
    await frame.getByRole('tab', { name: 'Palette' }).click();
    await look(plugin, 'empty-palette');
    await frame.getByRole('tab', { name: 'Restyle' }).click();
    figma.call('select', JSON.stringify(['1:8']));
    await frame.locator('kc-studio').getByRole('alert').filter({ hasText: /\w/ }).first().waitFor();
    await look(plugin, 'error');
  });
});

test('in a narrow window the picture is seen together with the sizes, and with the palette', async () => {
  const { frame, page } = await openScreens(['1:1', '1:2', '1:4']);
  await settled(frame);
  await page.screenshot({ path: artifact('reduce-first.png') });
  const picture = frame.locator('kc-studio >> section.picture');
  const height = await frame.evaluate('innerHeight - document.querySelector("footer").offsetHeight');
  const isWithin = async (part: typeof picture) => {
    const frameTop = (await frame.locator('body').boundingBox())!.y;
    const { y, height: own } = (await part.boundingBox())!;
    return y >= frameTop && y + own <= frameTop + (height as number);
  };
  expect(await isWithin(picture)).toBe(true);
  expect(await isWithin(frame.locator('kc-studio >> kc-facts .sizes'))).toBe(true);
  await frame.getByRole('radio', { name: 'By number' }).check();
  await frame.locator('[data-colors="8"]').click();
  const palette = frame.locator('kc-studio >> .colors h3');
  await palette.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await page.screenshot({ path: artifact('reduce-scrolled.png') });
  expect(await isWithin(palette)).toBe(true);
  expect(await isWithin(picture)).toBe(true);
});

test('the keyboard alone does it all', async () => {
  const { frame, page, figma, hashes } = await openScreens(['1:1']);
  await settled(frame);
  const hash = () => (figma.snapshot().nodes['1:1']!.fills as { imageHash: string }[])[0]!.imageHash;
  /** Goes on until something has the focus that is called so. */
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press('Tab');
      const called = await frame.evaluate(() => {
        let focused = document.activeElement;
        while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
        const label = (focused as HTMLInputElement)?.labels?.[0]?.textContent ?? '';
        const said = focused?.getAttribute('aria-label') ?? label;
        return `${said} ${focused?.textContent ?? ''} ${focused?.id ?? ''}`;
      });
      if (name.test(called)) return;
    }
    throw new Error(`Nothing called ${name} has a tab stop.`);
  };
  await frame.locator('#tab-restyle').focus();
  await tabTo(/^Auto /);
  await page.keyboard.press('ArrowRight'); // by number
  await tabTo(/ count$/);
  await page.keyboard.type('4');
  await frame.getByText('4 colors,').first().waitFor();
  await tabTo(/^ Reduce 1 image/);
  await page.keyboard.press('Enter');
  await expect.poll(hash, { timeout: 20_000 }).not.toBe(hashes.cat);
  await frame.locator('.outcome').getByRole('button', { name: 'Restore' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(hash, { timeout: 20_000 }).toBe(hashes.cat);

  await frame.locator('#tab-restyle').focus();
  for (const name of ['Palette', 'Shrink', 'Restyle']) {
    await page.keyboard.press('ArrowRight');
    expect(await frame.getByRole('tab', { selected: true }).textContent()).toBe(name);
    expect(await frame.evaluate('document.activeElement.textContent')).toBe(name);
  }
  await frame.locator('body > .grip').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await page.locator('iframe').boundingBox())?.width).toBe(440);
});

test('what was chosen is remembered; one palette for all needs a number', async () => {
  const { frame, figma, page } = await openScreens(['1:1', '1:2']);
  await frame.getByRole('radio', { name: 'Small file', exact: true }).check();
  await expect.poll(() => figma.snapshot().storage).toMatchObject({ settings: { quality: 'small' } });
  await frame.getByRole('radio', { name: 'By number' }).check();
  await frame.locator('[data-colors="32"]').click();
  await frame.getByRole('radio', { name: 'Auto' }).check();
  await frame.getByRole('radio', { name: 'One for all' }).check();
  const hint = frame.getByText('One palette for all images needs a number of colors.');
  await hint.scrollIntoViewIfNeeded();
  await page.screenshot({ path: artifact('reduce-joint.png') });
  expect(await frame.getByRole('radio', { name: 'Auto' }).isDisabled()).toBe(true);
  await frame.getByRole('radio', { name: 'One per image' }).check();
  expect(await frame.getByRole('radio', { name: 'Auto' }).isChecked()).toBe(true);
  expect(await hint.isVisible()).toBe(false);
  await frame.getByRole('radio', { name: 'One for all' }).check();
  await expect
    .poll(() => figma.snapshot().storage)
    .toMatchObject({
      settings: { quality: 'small', colors: 32, share: 'all', scope: 'selection', tab: 'restyle' },
    });
});
