import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Session } from '../harness.ts';
import { folderIn } from '../workspace.ts';

const ENTRIES = [
  'Compress',
  'Compress with Preview…',
  'Extract Palette…',
  'Apply Palette to Images…',
  'Restore Original',
];

export const smokeTests = (vscode: Session) =>
  describe('menus', () => {
    const { mode } = vscode;

    // The workbench decides on menus, whatever host the extension has.
    test.runIf(vscode.mode === 'node')(
      'the Explorer offers kcolors on images and folders, a palette on its files, and nothing else',
      async () => {
        const folder = await vscode.newFolder();
        folderIn(folder, 'images');
        for (const name of ['photo.png', 'LOUD.PNG', 'notes.md', 'brand.gpl', 'theme.css'])
          writeFileSync(join(folder, name), '');
        const { menu, row, screenshot } = await vscode.open();
        await expect.poll(() => menu.labels(row('photo.png')), { timeout: 30_000 }).toContain('kcolors');
        for (const name of ['photo.png', 'LOUD.PNG', 'images']) {
          expect(await menu.labels(row(name), ['kcolors']), name).toEqual(ENTRIES);
        }
        for (const name of ['brand.gpl', 'theme.css']) {
          expect(await menu.labels(row(name), ['kcolors']), name).toEqual([
            'Apply Palette to Images…',
            'Convert Palette File…',
          ]);
        }
        expect(await menu.labels(row('notes.md'))).toContain('Copy Path');
        expect(await menu.labels(row('notes.md'))).not.toContain('kcolors');
        await screenshot(`smoke-${mode}`);
      },
    );
  });
