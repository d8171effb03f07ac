import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MODES, session, supported } from './harness.ts';

const ENTRIES = ['Compress'];

describe.skipIf(!supported).each(MODES)('in the extension host: %s', (mode) => {
  const vscode = session('smoke', mode);

  test('the Explorer offers kcolors on images and folders, and on nothing else', async () => {
    const folder = await vscode.newFolder('workspace');
    mkdirSync(join(folder, 'images'));
    for (const name of ['photo.png', 'LOUD.PNG', 'notes.txt']) writeFileSync(join(folder, name), '');
    const { menu, row, screenshot } = await vscode.open(folder);
    await expect.poll(() => menu.labels(row('photo.png')), { timeout: 30_000 }).toContain('kcolors');
    for (const name of ['photo.png', 'LOUD.PNG', 'images']) {
      expect(await menu.labels(row(name), ['kcolors']), name).toEqual(ENTRIES);
    }
    expect(await menu.labels(row('notes.txt'))).toContain('Copy Path');
    expect(await menu.labels(row('notes.txt'))).not.toContain('kcolors');
    await screenshot(`smoke-${mode}`);
  });

  test('sample', async () => {
    const folder = await vscode.newFolder('sample');
    for (const name of ['a.png', 'b.png', 'c.png']) writeFileSync(join(folder, name), '');
    const w = await vscode.open(folder);
    await w.menu.choose(await w.select(['a.png', 'b.png', 'c.png']), ['kcolors', 'Compress']);
    const toast = w.toast(`Chosen: 3 in ${mode}`);
    await toast.waitFor();
    expect(await w.webview().locator('#n').textContent()).toBe(`3 in ${mode}`);
    await w.button(toast, 'Undo').click();
    await w.row('c.png').waitFor({ state: 'detached' });
    await w.run('kcolors: Ask');
    await w.pick('two');
    await w.dialog.waitFor();
    expect(await w.dialog.textContent()).toContain('Really two?');
    await w.button(w.dialog, 'Yes').click();
    await w.toast('Yes two').waitFor();
    expect(await w.output('kcolors')).toContain('compress 3');
    for (const theme of ['dark', 'high-contrast', 'high-contrast-light', 'light'] as const) {
      await w.theme(theme);
      await w.screenshot(`sample-${mode}-${theme}`);
    }
    await (await vscode.server()).restart();
    const again = await vscode.open(folder);
    await again.row('b.png').waitFor();
  });
});
