import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { COLOR_RULES } from '../faults.ts';
import { watchFirstPicture } from '../first-picture.ts';
import type { Session } from '../harness.ts';
import { previewPage } from '../preview-page.ts';
import type { Server } from '../server.ts';
import { until } from '../until.ts';
import { extensionId } from '../vsix.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
/** A photograph small enough to process quickly. */
const small = (name: string) => sharp(fixture(name)).resize(240).png().toBuffer();
const rgba = (bytes: Buffer) => sharp(bytes).ensureAlpha().raw().toBuffer();

export const previewTests = (vscode: Session) =>
  describe('the preview', () => {
    const { mode } = vscode;

    /** Opens the preview of a picture by its context menu. */
    async function open(picture: string | Buffer, name: string) {
      const folder = await vscode.newFolder();
      if (typeof picture === 'string') copyFileSync(fixture(picture), join(folder, name));
      else writeFileSync(join(folder, name), picture);
      const workbench = await vscode.open();
      const firstPicture = await watchFirstPicture(workbench.page);
      await workbench.menu.choose(workbench.row(name), ['kcolors', 'Compress with Preview…']);
      return { folder, workbench, firstPicture };
    }

    test('shows what is asked while a hand moves, and saves exactly what is shown', async () => {
      const cat = await sharp(fixture('skimage_chelsea.png')).resize(480, 320).png().toBuffer();
      const { folder, workbench, firstPicture } = await open(cat, 'cat.png');
      const clicked = performance.now();
      const preview = previewPage(workbench.webview());
      await preview.studio.locator('kc-facts .after', { hasText: 'kB' }).waitFor();
      const result = Math.round(performance.now() - clicked);
      const opening = await firstPicture(preview.studio);
      console.log(
        `${mode}: the first picture after ${opening.after} ms, its first result after ${result} ms`,
      );
      const first = await preview.settled();
      expect(first).toMatchObject({ width: 480, height: 320 });
      expect(await preview.goal('Good').isChecked()).toBe(true);
      expect(first.colors).toBeGreaterThan(16);
      expect(opening).toMatchObject({ width: 480, height: 320 });
      const stage = (await preview.studio.locator('kc-compare .stage').boundingBox())!;
      const frame = (await preview.studio.boundingBox())!;
      // The first picture has the same position as the final ones, so the layout does not jump.
      expect(opening.middle[0]).toBeCloseTo(stage.x - frame.x + stage.width / 2, -0.5);
      expect(opening.middle[1]).toBeCloseTo(stage.y - frame.y + stage.height / 2, -0.5);

      const box = (await preview.colors.boundingBox())!;
      const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const;
      const { mouse } = workbench.page;
      await mouse.move(...at(0.98));
      await mouse.down();
      await mouse.move(...at(0.5), { steps: 4 });
      const dragged = await expect
        .poll(() => preview.shown(), { timeout: 20_000 })
        .toSatisfy(({ size, colors }) => size.includes('≈') && colors < 100)
        .then(() => preview.shown());
      await mouse.up();
      const rested = await preview.settled();
      expect(rested.colors).toBe(dragged.colors);
      expect(rested.picture).not.toBe(first.picture);
      expect(rested.size).not.toBe(first.size);

      await preview.action('save-copy').click();
      await workbench.page.locator('.quick-input-widget:visible input').waitFor();
      await workbench.page.keyboard.press('Enter');
      await workbench.toast('Saved cat.min.png').waitFor();
      const saved = readFileSync(join(folder, 'cat.min.png'));
      expect((await rgba(saved)).equals(rested.pixels)).toBe(true);
      expect(rested.size).toBe(`${Math.round(saved.length / 1000)} kB`);
      expect(readFileSync(join(folder, 'cat.png')).equals(cat)).toBe(true);
    });

    test.runIf(mode === 'node')(
      'goes on from the original after it has replaced the file; an animation stays what it is',
      async () => {
        const name = `Screenshot-of-the-checkout-page-${'with-a-long-name-'.repeat(3)}2026.png`;
        const cat = await sharp(fixture('skimage_chelsea.png')).resize(240, 160).png().toBuffer();
        writeEntries(await vscode.server(), 1000);
        const { folder, workbench } = await open(cat, name);
        const gray = Buffer.alloc(2 * 64 * 64).fill(200, 4096);
        const frames = { width: 64, height: 128, channels: 1, pageHeight: 64 } as const;
        const gif = await sharp(gray, { raw: frames }).gif().toBuffer();
        writeFileSync(join(folder, 'moving.gif'), gif);
        const preview = previewPage(workbench.webview());
        const before = preview.studio.locator('kc-facts .before');
        await preview.settled();
        const original = await before.textContent();
        expect(original).toBe(`${Math.round(cat.length / 1000)} kB`);
        for (const colors of [32, 8]) {
          await preview.byNumber(colors);
          await expect.poll(async () => (await preview.settled()).colors, { timeout: 20_000 }).toBe(colors);
          const { size } = await preview.settled();
          await preview.action('save-over').click();
          const toast = workbench.toast(`Saved ${name}`);
          await toast.waitFor();
          await toast.getByRole('button', { name: /^Clear Notification/ }).click();
          await toast.waitFor({ state: 'detached' });
          expect([await before.textContent(), (await preview.shown()).size]).toEqual([original, size]);
        }
        await workbench.screenshot(`saved-${mode}`);
        const edge = await preview.studio.evaluate((element) => innerWidth - element.scrollWidth);
        expect(edge, 'nothing is wider than the page').toBeGreaterThanOrEqual(0);

        await workbench.menu.choose(workbench.row('moving.gif'), ['kcolors', 'Compress with Preview…']);
        const animation = previewPage(workbench.webview());
        await animation.studio.getByText('This animation stays unchanged').waitFor();
        await animation.studio.locator('canvas[slot=before][drawn]').waitFor();
        expect(await animation.studio.locator('[data-action]:visible').count()).toBe(0);
        expect(await animation.studio.locator('#format').isDisabled()).toBe(true);
        await workbench.screenshot(`animation-${mode}`);
        expect(readFileSync(join(folder, 'moving.gif')).equals(gif)).toBe(true);
      },
    );

    test.runIf(mode === 'node')('does everything by the keyboard alone', async () => {
      const { folder, workbench } = await open(await small('skimage_coffee.png'), 'coffee.png');
      const preview = previewPage(workbench.webview());
      const { keyboard } = workbench.page;
      await preview.settled();

      // The webview has the focus when it opens. O moves the focus to the options, P to the palette.
      await preview.goal('Auto').press('ArrowRight');
      const count = preview.studio.locator('#count');
      // Avoid Ctrl+A: VS Code sends its own message for it, which may arrive after the first digit.
      await count.press('End');
      await count.press('Shift+Home');
      await count.pressSequentially('12');
      await keyboard.press('Enter');
      await expect.poll(async () => (await preview.settled()).colors, { timeout: 20_000 }).toBe(12);
      await keyboard.press('Tab'); // leaves the text field
      await keyboard.press('p');
      const focused = preview.studio.locator('kc-palette .swatch:focus');
      await focused.waitFor();
      const hex = (await focused.getAttribute('data-hex'))!;
      await keyboard.press('l');
      await preview.studio.locator('kc-palette .swatch.locked').waitFor();
      await preview.settled();

      await keyboard.press('o');
      await keyboard.press('Home'); // minimum of the slider
      await expect.poll(async () => (await preview.settled()).colors, { timeout: 20_000 }).toBe(2);
      const hexes = await preview.swatches.evaluateAll((all) =>
        all.map((each) => (each as HTMLElement).dataset.hex),
      );
      expect(hexes).toContain(hex);

      for (let tabs = 0; tabs < 40; tabs++) {
        if (await preview.studio.locator('[data-action="save-over"]:focus').count()) break;
        await keyboard.press('Tab');
      }
      await keyboard.press('Enter');
      await workbench.toast('Saved coffee.png').waitFor();
      const { palette } = await sharp(readFileSync(join(folder, 'coffee.png')))
        .metadata()
        .then(() => ({
          palette: readPalette(readFileSync(join(folder, 'coffee.png'))),
        }));
      expect(palette).toContain(hex);
      expect(palette).toHaveLength(2);
    });

    test('keeps its state over a reload of the window, and when its tab was hidden', async () => {
      const { folder, workbench } = await open(await small('skimage_chelsea.png'), 'cat.png');
      const { page } = workbench;
      const before = previewPage(workbench.webview());
      await before.byNumber(16);
      await expect.poll(async () => (await before.settled()).colors, { timeout: 20_000 }).toBe(16);
      const { picture } = await before.settled();

      if (mode === 'node') {
        await workbench.run('File: New Untitled Text File');
        // An editor that is still opening would take the focus again.
        await page.locator('.editor-instance .monaco-editor.focused').waitFor();
        await page.locator('.tab', { hasText: 'cat.png' }).click();
        await page.locator('.tab.active', { hasText: 'cat.png' }).waitFor();
        const shownAgain = previewPage(workbench.webview());
        expect(await shownAgain.settled()).toMatchObject({ colors: 16, picture });
      }

      await workbench.reload(/cat\.png.*colors[\\"]*:16\b/);
      // After a reload, VS Code in a browser may not remember which editor was in front.
      await page.locator('.editor-instance, iframe.webview').first().waitFor({ state: 'attached' });
      await page.locator('.tab', { hasText: 'cat.png' }).click();
      const reloaded = previewPage(workbench.webview());
      expect(await reloaded.settled()).toMatchObject({ colors: 16, picture });
      expect(existsSync(join(folder, 'cat.min.png'))).toBe(false);
    });

    test.runIf(mode === 'node')('goes on when its worker has ended', async () => {
      const { workbench } = await open(await small('skimage_chelsea.png'), 'cat.png');
      const preview = previewPage(workbench.webview());
      await preview.byNumber(16);
      await expect.poll(async () => (await preview.settled()).colors, { timeout: 20_000 }).toBe(16);
      const before = workbench.page.workers();
      const fail = () => {
        setTimeout(() => {
          throw new Error('out of memory');
        });
      };
      for (const worker of before) if (worker.url().startsWith('blob:')) await worker.evaluate(fail);
      await until('another worker has started', async () =>
        workbench.page.workers().some((each) => !before.includes(each)),
      );
      // The new worker keeps the requested options.
      await expect.poll(async () => (await preview.settled()).colors, { timeout: 20_000 }).toBe(16);
      await preview.byNumber(8);
      await expect.poll(async () => (await preview.settled()).colors, { timeout: 20_000 }).toBe(8);
    });

    test.runIf(mode === 'node')('says what is wrong with a file that cannot be read', async () => {
      const { workbench } = await open('SOURCES.md', 'broken.png');
      const { studio } = previewPage(workbench.webview());
      await expect
        .poll(() => studio.locator('.error').textContent(), { timeout: 20_000 })
        .toContain('Expected PNG, JPEG, WebP, GIF, BMP, TIFF or ICO');
    });

    test.runIf(mode === 'node')('can be read and used in every theme', async () => {
      const { workbench } = await open(await small('skimage_coffee.png'), 'coffee.png');
      const preview = previewPage(workbench.webview());
      await preview.settled();
      for (const colors of [16, 64]) {
        await preview.byNumber(colors);
        await expect.poll(async () => (await preview.settled()).colors, { timeout: 20_000 }).toBe(colors);
      }
      await preview.goal('Auto').check();
      expect((await preview.settled()).colors).toBeGreaterThan(32);
      const tried = preview.studio.getByRole('img', {
        name: /^Size and quality of the [3-9] settings you tried/,
      });
      expect(await tried.count()).toBe(1);
      for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const) {
        await workbench.theme(theme);
        await workbench.screenshot(`preview-${theme}`);
        expect(await preview.faults(theme === 'light' ? undefined : COLOR_RULES), theme).toEqual([]);
      }
    });
  });

/**
 * Writes records of earlier compressions, so many that searching them takes longer than a change event of a
 * file.
 */
function writeEntries({ folder }: Server, count: number): void {
  const storage = join(folder, 'data/data/User/globalStorage', extensionId(), 'originals/entries');
  mkdirSync(storage, { recursive: true });
  const entry = { version: 1, target: 'file:///a.png', name: 'a.png', source: 'file:///a.png' };
  const text = JSON.stringify({ ...entry, before: null, size: 0, after: 'none' });
  for (let i = 0; i < count; i++) {
    writeFileSync(join(storage, `2026-01-01T00-00-00-000Z-${String(i).padStart(8, '0')}~000000.json`), text);
  }
}

/** The colors of a PNG with a palette, as hex values. */
function readPalette(png: Buffer): string[] {
  const at = png.indexOf('PLTE');
  const length = png.readUInt32BE(at - 4);
  const bytes = png.subarray(at + 4, at + 4 + length);
  return Array.from({ length: length / 3 }, (_, i) => `#${bytes.subarray(3 * i, 3 * i + 3).toString('hex')}`);
}
