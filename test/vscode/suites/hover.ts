import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Session } from '../harness.ts';
import { until } from '../until.ts';
import type { Workbench } from '../workbench.ts';
import { folderIn } from '../workspace.ts';

const CAT = fileURLToPath(new URL('../../fixtures/skimage_chelsea.png', import.meta.url));

/** Opens a file as a person does. Returns a function that rests the mouse on a text and waits for a hover. */
async function openAt({ page, row }: Workbench, file: string, text: string) {
  await row(file).dblclick();
  const word = page.locator('.editor-instance .view-line span', { hasText: text }).last();
  await word.waitFor();
  const hover = page.locator('.monaco-hover:visible .hover-row', { hasText: 'Extract Palette…' });
  return {
    hover,
    async rest(seconds: number) {
      await page.mouse.move(640, 800); // a hover opens when the mouse rests
      await word.hover();
      const shown = hover.waitFor({ timeout: seconds * 1000 });
      return shown.then(
        () => true,
        () => false,
      );
    },
  };
}

export const hoverTests = (vscode: Session) =>
  describe('paths of images in code', () => {
    const { mode } = vscode;

    test('a hover shows the image, its size and its main colors; its links work', async () => {
      const folder = await vscode.newFolder({ 'kcolors.colors': 16 });
      const image = join(folderIn(folder, 'images'), 'cat (1)].png');
      copyFileSync(CAT, image);
      writeFileSync(join(folder, 'index.html'), '<p>\n  <img src="images/cat (1)].png" alt="A cat">\n</p>\n');
      const before = readFileSync(image);
      const workbench = await vscode.open({ fresh: true });
      // No part of the extension has run before: opening a file of this language has started it.
      const { hover, rest } = await openAt(workbench, 'index.html', 'images/cat (1)].png');
      await until('a hover is there', () => rest(4), 60);
      const text = (await hover.textContent())!.replaceAll('\u00a0', ' ');
      expect(text).toContain('images/cat (1)].png');
      expect(text).toContain('451 × 300 · PNG');
      expect(text).toContain(`${Math.round(statSync(image).size / 1000)} kB`);
      expect(text.match(/#[0-9a-f]{6}/g)).toHaveLength(6);
      const pictures = hover.locator('img');
      const sizes = await pictures.evaluateAll((all) =>
        all.map((each) => (each as HTMLImageElement).naturalWidth),
      );
      expect(sizes).toHaveLength(7);
      expect(Math.min(...sizes), 'all pictures are shown').toBeGreaterThan(0);
      expect(sizes[0]).toBeGreaterThan(150);
      await workbench.screenshot(`hover-${mode}`);
      const link = hover.getByText('Compress', { exact: true });
      const [within, wanted] = [await hover.locator('..').boundingBox(), await link.boundingBox()];
      expect(wanted!.y + wanted!.height, 'no one has to scroll').toBeLessThan(within!.y + within!.height);

      await link.click();
      await workbench.toast('1 image compressed').waitFor({ timeout: 60_000 });
      expect(readFileSync(image).length).toBeLessThan(before.length);
    });

    test.runIf(mode === 'node')('a damaged image is said to be; the setting turns hovers off', async () => {
      const folder = await vscode.newFolder();
      writeFileSync(join(folder, 'broken.png'), readFileSync(CAT).subarray(0, 2000));
      writeFileSync(join(folder, 'style.css'), 'body {\n  background: url(broken.png);\n}\n');
      const workbench = await vscode.open();
      const { hover, rest } = await openAt(workbench, 'style.css', 'broken.png');
      await until('a hover is there', () => rest(4), 60);
      expect(await hover.textContent()).toContain('The PNG is truncated');
      expect(await hover.locator('img').count()).toBe(0);

      writeFileSync(join(folder, '.vscode/settings.json'), '{ "kcolors.hover.enabled": false }');
      await until('no hover is there', async () => !(await rest(2)), 60);
    });
  });
