import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Session } from '../harness.ts';
import { until } from '../until.ts';
import type { Workbench } from '../workbench.ts';
import { folderIn, HOSTILE, hashesOf, namesIn, writeHostile, writeKinds, writePieces } from '../workspace.ts';

const COMPRESS = ['kcolors', 'Compress'];
const settings = { 'kcolors.colors': 16 };

/** The rows of the report, by file name. */
async function reportRows(workbench: Workbench): Promise<Map<string, string>> {
  const rows = workbench.webview().locator('table tbody tr');
  await rows.first().waitFor();
  const cells = await rows.evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent)),
  );
  return new Map(cells.map(([name, ...rest]) => [name!.split('/').at(-1)!, rest.join(' | ')]));
}

const isIndexedPng = (bytes: Buffer) => bytes.subarray(1, 4).toString() === 'PNG' && bytes[25] === 3;

export const oneImageTests = (vscode: Session) =>
  describe('one image', () => {
    const { mode } = vscode;

    test('it becomes a smaller one with a palette; Undo brings it back, and so does a restart', async () => {
      const folder = await vscode.newFolder(settings);
      await writeKinds(folder);
      const path = join(folder, 'coffee.png');
      const { size } = statSync(path);
      const before = hashesOf(folder);
      let workbench = await vscode.open();
      const compress = async () => {
        await workbench.menu.choose(workbench.row('coffee.png'), COMPRESS);
        const toast = workbench.toast('1 image compressed');
        await toast.waitFor();
        return toast;
      };
      const toast = await compress();
      const bytes = readFileSync(path);
      expect(isIndexedPng(bytes)).toBe(true);
      expect(bytes.length).toBeLessThan(size / 2);
      const { width, height, pages = 1 } = await sharp(bytes).metadata();
      expect([width, height, pages]).toEqual([240, 160, 1]);
      await workbench.screenshot(`compressed-${mode}`);
      await workbench.button(toast, 'Undo').click();
      await workbench.toast('Restored the original of coffee.png').waitFor();
      expect(hashesOf(folder)).toEqual(before);

      await compress();
      expect(readFileSync(path)).toEqual(bytes);
      await vscode.restart();
      workbench = await vscode.open();
      await workbench.menu.choose(workbench.row('coffee.png'), ['kcolors', 'Restore Original']);
      await workbench.toast('Restored the original of coffee.png').waitFor();
      expect(hashesOf(folder)).toEqual(before);
    });
  });

export const manyImagesTests = (vscode: Session) =>
  describe('many images', () => {
    const { mode } = vscode;

    test.runIf(mode === 'node')(
      'a selection of different kinds: each is smaller and of its own kind',
      async () => {
        const folder = await vscode.newFolder(settings);
        const names = await writeKinds(folder);
        const sizes = names.map((name) => statSync(join(folder, name)).size);
        const { menu, select, toast } = await vscode.open();
        await menu.choose(await select(names), COMPRESS);
        await toast('5 images compressed').waitFor({ timeout: 60_000 });
        for (const [i, name] of names.entries()) {
          expect(statSync(join(folder, name)).size, name).toBeLessThan(sizes[i]!);
          const { format } = await sharp(join(folder, name)).metadata();
          expect(format, name).toBe(name.split('.').at(-1)!.toLowerCase().replace('jpg', 'jpeg'));
        }
        expect(namesIn(folder)).toEqual([...names].sort());
      },
    );

    test.runIf(mode === 'node')(
      'a folder with hostile ones: the good ones shrink, the others stay and are named; again changes nothing',
      async () => {
        const root = await vscode.newFolder(settings);
        const folder = folderIn(root, 'images');
        const pieces = await writePieces(folder, 12, 96);
        await writeHostile(folder);
        const before = hashesOf(folder);
        expect(Object.keys(before)).toHaveLength(18);
        const workbench = await vscode.open();
        const { menu, row, toast, button } = workbench;
        await menu.choose(row('images'), COMPRESS);
        await toast('12 images compressed').waitFor({ timeout: 60_000 });
        const after = hashesOf(folder);
        for (const name of pieces) expect(isIndexedPng(readFileSync(join(folder, name))), name).toBe(true);
        for (const name of Object.keys(HOSTILE)) expect(after[name], name).toBe(before[name]);
        await button(toast('12 images compressed'), 'Show Report').click();
        const rows = await reportRows(workbench);
        expect([...rows.keys()].sort()).toEqual(Object.keys(before).sort());
        for (const [name, word] of Object.entries(HOSTILE)) expect(rows.get(name), name).toMatch(word);
        await workbench.screenshot(`report-${mode}`);

        const times = () => Object.keys(before).map((name) => statSync(join(folder, name)).mtimeMs);
        const timesBefore = times();
        await menu.choose(row('images'), COMPRESS);
        await toast(/^(?!.*images compressed).*unchanged/).waitFor({ timeout: 60_000 });
        expect(hashesOf(folder)).toEqual(after);
        expect(times()).toEqual(timesBefore);
      },
    );

    test('Cancel half-way leaves every file whole, old or new', async () => {
      const root = await vscode.newFolder(settings);
      const folder = folderIn(root, 'images');
      const names = await writePieces(folder, 60, 256);
      const before = hashesOf(folder);
      const { menu, row, toast, button } = await vscode.open();
      await menu.choose(row('images'), COMPRESS);
      const progress = toast('Compressing 60 images');
      await progress.waitFor();
      const changed = () => {
        const now = hashesOf(folder);
        return names.filter((name) => now[name] !== before[name]);
      };
      await until('some images are compressed', async () => changed().length >= 3);
      await button(progress, 'Cancel').click();
      await toast(/\d+ canceled/).waitFor();
      const now = changed();
      expect(now.length).toBeGreaterThanOrEqual(3);
      expect(now.length).toBeLessThan(60);
      for (const name of now) {
        const bytes = readFileSync(join(folder, name));
        expect(isIndexedPng(bytes), name).toBe(true);
        const { data } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true }); // throws on partial files
        expect(data.length % (256 * 256), name).toBe(0);
      }
      expect(namesIn(folder)).toEqual([...names].sort());
    });
  });
