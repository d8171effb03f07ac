import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { MODES, session, supported } from './harness.ts';
import { until } from './until.ts';
import type { Workbench } from './workbench.ts';
import { folderIn } from './workspace.ts';

const CAT = fileURLToPath(new URL('../fixtures/skimage_chelsea.png', import.meta.url));

/** Opens a file as a person does, and rests with the mouse on a text of it until a hover of ours is there. */
async function hoverOver({ page, row }: Workbench, file: string, text: string) {
  await row(file).dblclick();
  const word = page.locator('.editor-instance .view-line span', { hasText: text }).last();
  await word.waitFor();
  const hover = page.locator('.monaco-hover:visible', { hasText: 'Extract Palette…' });
  await until(`a hover over ${text} is there`, async () => {
    if (await hover.count()) return true;
    await page.mouse.move(640, 800); // a hover opens when the mouse comes to rest
    await word.hover();
    await page.waitForTimeout(1500);
    return (await hover.count()) > 0;
  });
  return hover;
}

describe.skipIf(!supported).each(MODES)('paths of images in code, in the extension host: %s', (mode) => {
  const vscode = session('hover', mode);

  test('a hover shows the image, its size and its main colors; its links work', async () => {
    const folder = await vscode.newFolder('workspace');
    const image = join(folderIn(folder, 'images'), 'cat.png');
    copyFileSync(CAT, image);
    writeFileSync(join(folder, 'index.html'), '<p>\n  <img src="images/cat.png" alt="A cat">\n</p>\n');
    const before = readFileSync(image);
    const workbench = await vscode.open(folder);
    // Nothing of the extension was used before: opening a file of this language has started it.
    const hover = await hoverOver(workbench, 'index.html', 'images/cat.png');
    await hover.locator('code').first().waitFor();
    const text = (await hover.textContent())!.replaceAll('\u00a0', ' ');
    expect(text).toContain('images/cat.png');
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

    await hover.getByText('Compress', { exact: true }).click();
    await workbench.toast('1 image compressed').waitFor({ timeout: 60_000 });
    expect(readFileSync(image).length).toBeLessThan(before.length);
  });

  test('a damaged image is said to be; the setting turns hovers off', async () => {
    const folder = await vscode.newFolder('damaged');
    writeFileSync(join(folder, 'broken.png'), readFileSync(CAT).subarray(0, 20_000));
    writeFileSync(join(folder, 'style.css'), 'body {\n  background: url(broken.png);\n}\n');
    const workbench = await vscode.open(folder);
    const hover = await hoverOver(workbench, 'style.css', 'broken.png');
    await expect.poll(() => hover.textContent(), { timeout: 30_000 }).toContain('cut short');
    expect(await hover.locator('img').count()).toBe(0);

    writeFileSync(join(folderIn(folder, '.vscode'), 'settings.json'), '{ "kcolors.hover.enabled": false }');
    await expect(hoverOver(workbench, 'style.css', 'broken.png')).rejects.toThrow();
  });
});
