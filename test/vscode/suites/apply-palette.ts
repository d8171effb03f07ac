import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Palette, writePalette } from '@kcolors/codecs/palettes';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Session } from '../harness.ts';
import { hashesOf, namesIn, writeKinds, writePieces } from '../workspace.ts';

const APPLY = ['kcolors', 'Apply Palette to Images…'];
const BRAND: Palette = {
  name: 'Brand',
  colors: ['#1d2230', '#f2e9dc', '#c8553d', '#588b8b', '#000000'].map((hex) => ({ hex })),
};

/** The distinct colors of an image, as hex values. */
async function colorsOf(path: string): Promise<string[]> {
  const pixels = await sharp(path).removeAlpha().raw().toBuffer();
  const found = new Set<string>();
  for (let i = 0; i < pixels.length; i += 3) found.add(`#${pixels.toString('hex', i, i + 3)}`);
  return [...found].sort();
}

const brandColors = BRAND.colors.map(({ hex }) => hex).sort();

export const applyPaletteTests = (vscode: Session) =>
  describe('a palette file for images', () => {
    const { mode } = vscode;

    test.runIf(mode === 'node')(
      'images that are chosen get its colors and no others; Undo brings them back',
      async () => {
        const folder = await vscode.newFolder();
        await writeKinds(folder);
        await writePieces(folder, 1, 96);
        writeFileSync(join(folder, 'brand.gpl'), writePalette(BRAND, 'gpl'));
        const before = hashesOf(folder);
        const workbench = await vscode.open();
        const { menu, row, page, toast, button } = workbench;
        await menu.choose(row('brand.gpl'), APPLY);
        const list = page.locator('.quick-input-widget:visible');
        // Bottom to top: the tooltip of an entry covers the next one.
        for (const name of ['piece-0.png', 'coffee.png']) {
          await list
            .locator('.monaco-list-row', { hasText: name })
            .locator('[type="checkbox"], .monaco-checkbox')
            .first()
            .click();
        }
        await workbench.screenshot(`apply-choose-${mode}`);
        await button(list, 'OK').click(); // Enter would toggle the clicked box
        const done = toast('2 images compressed');
        await done.waitFor({ timeout: 60_000 });
        for (const name of ['coffee.png', 'piece-0.png']) {
          const colors = await colorsOf(join(folder, name));
          expect(colors.length, name).toBeGreaterThan(2);
          expect(brandColors, name).toEqual(expect.arrayContaining(colors));
        }
        const changed = Object.entries(hashesOf(folder)).filter(([name, hash]) => hash !== before[name]);
        expect(changed.map(([name]) => name)).toEqual(['coffee.png', 'piece-0.png']);
        await workbench.screenshot(`applied-${mode}`);
        await button(done, 'Undo').click();
        await toast('Restored 2 originals').waitFor();
        expect(hashesOf(folder)).toEqual(before);
      },
    );

    test.runIf(mode === 'node')(
      'from an image a palette of the workspace is offered; a result that is larger goes beside',
      async () => {
        const folder = await vscode.newFolder();
        // A gradient in a small lossy file: a lossless result with palette colors is larger.
        const gradient = Buffer.from(Array.from({ length: 64 * 64 * 3 }, (_, i) => (i % 192) + (i % 3) * 20));
        const raw = { width: 64, height: 64, channels: 3 } as const;
        await sharp(gradient, { raw }).webp({ quality: 1 }).toFile(join(folder, 'small.webp'));
        writeFileSync(join(folder, 'brand.tokens.json'), writePalette(BRAND, 'tokens'));
        const before = hashesOf(folder);
        const { menu, row, pick, toast } = await vscode.open();
        await menu.choose(row('small.webp'), APPLY);
        await pick('brand.tokens.json');
        await toast('1 image written').waitFor({ timeout: 60_000 });
        expect(namesIn(folder)).toEqual(['brand.tokens.json', 'small.min.webp', 'small.webp']);
        expect(hashesOf(folder)).toMatchObject(before);
        expect(statSync(join(folder, 'small.min.webp')).size).toBeGreaterThan(
          statSync(join(folder, 'small.webp')).size,
        );
        expect(brandColors).toEqual(expect.arrayContaining(await colorsOf(join(folder, 'small.min.webp'))));
      },
    );

    test.runIf(mode === 'node')(
      'what is wrong with a palette is said in one line, with file and place',
      async () => {
        const folder = await vscode.newFolder();
        await writePieces(folder, 1, 96);
        const ase = writePalette(BRAND, 'ase');
        writeFileSync(join(folder, 'cut.ase'), ase.subarray(0, ase.length / 2));
        writeFileSync(join(folder, 'broken.hex'), '#112233\n#11223\n');
        writeFileSync(join(folder, 'empty.gpl'), '');
        const before = hashesOf(folder);
        const { menu, row, toast, screenshot } = await vscode.open();
        const messages = {
          'cut.ase': /cut\.ase, byte \d+: Expected .+ but received .+\./,
          'broken.hex': /broken\.hex, line 2: Expected .+ but received "#11223"\./,
          'empty.gpl': /empty\.gpl: Expected a palette but received an empty file\./,
        };
        for (const [name, message] of Object.entries(messages)) {
          await menu.choose(row(name), APPLY);
          await toast(message).waitFor();
        }
        await screenshot(`apply-bad-${mode}`);
        expect(hashesOf(folder)).toEqual(before);
        expect(readFileSync(join(folder, 'empty.gpl'))).toHaveLength(0);
      },
    );
  });
