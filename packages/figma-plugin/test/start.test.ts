import { describe, expect, it } from 'vitest';
import manifest from '../manifest.json' with { type: 'json' };
import { openPage } from './host/opened.ts';
import { imagePaint } from './host/paints.ts';

describe('starting', () => {
  it('opens the window and says what there is', async () => {
    const { figma } = await openPage(
      (hash) => [{ id: '1:1', type: 'RECTANGLE', fills: [imagePaint(hash)] }],
      {
        colorProfile: 'DISPLAY_P3',
      },
    );
    expect(figma.snapshot().ui).toEqual({ visible: true, width: 420, height: 620 });
    expect(await figma.ask({ type: 'ready' })).toMatchObject({
      command: 'reduce',
      parameters: {},
      isHeadless: false,
      settings: {},
      can: { styles: true, variables: true, frames: true },
      colorProfile: 'display-p3',
      selected: 1,
    });
  });

  it('remembers settings and the size of the window', async () => {
    const { figma } = await openPage(() => []);
    const settings = { colors: 32, dither: 'none', tabs: ['reduce', 'match'] };
    await figma.ask({ type: 'save-settings', settings });
    await figma.ask({ type: 'resize', width: 500.4, height: 9999 });
    figma.start();
    await figma.settle();
    expect(figma.snapshot().ui).toMatchObject({ width: 500, height: 1400 });
    expect(await figma.ask({ type: 'ready' })).toMatchObject({ settings });
  });

  it('goes on when what was saved is something else', async () => {
    const { figma } = await openPage(() => []);
    figma.call('store', 'settings', '7');
    figma.call('store', 'window', '{"width":"wide"}');
    figma.start();
    await figma.settle();
    expect(figma.snapshot().ui).toMatchObject({ width: 420 });
    expect(await figma.ask({ type: 'ready' })).toMatchObject({ settings: {} });
    expect(figma.complaints).toEqual([]);
  });
});

describe('a quick action', () => {
  const suggest = async (key: string, query: string) => {
    const { figma } = await openPage(() => []);
    return JSON.parse(figma.call('suggest', JSON.stringify({ key, query, parameters: {} }))!);
  };

  it.each([
    ['colors', '', ['8', '16', '32', '64', '128', '256']],
    ['colors', ' 17', ['17']],
    ['dither', 'FLOYD', ['floyd-steinberg']],
    ['dither', '', ['none', 'floyd-steinberg', 'sierra-lite', 'jarvis-judice-ninke']],
  ])('offers for %s, typed %j: %j', async (key, query, suggestions) => {
    expect(await suggest(key, query)).toEqual({ suggestions });
  });

  it.each([
    ['colors', '1'],
    ['colors', '257'],
    ['colors', 'many'],
    ['dither', 'x'],
  ])('says what it expects of %s, typed %j', async (key, query) => {
    expect(await suggest(key, query)).toEqual({ error: expect.stringMatching(/^Expected/) });
  });

  it('runs without a window, and ends with one line', async () => {
    const { figma } = await openPage(() => []);
    figma.start({ command: 'reduce', parameters: { colors: '16', dither: 'floyd-steinberg' } });
    await figma.settle();
    expect(figma.snapshot().ui!.visible).toBe(false);
    expect(await figma.ask({ type: 'ready' })).toMatchObject({
      isHeadless: true,
      parameters: { colors: '16', dither: 'floyd-steinberg' },
    });
    figma.send({ type: 'finish', id: 1000, message: 'Reduced '.repeat(30), isError: false });
    await figma.settle();
    const { closed, notifications } = figma.snapshot();
    expect(notifications).toEqual([]);
    expect(closed!.message).toHaveLength(100);
  });

  it('that fails says so in red', async () => {
    const { figma } = await openPage(() => []);
    figma.send({ type: 'finish', id: 1000, message: 'Nothing is selected.', isError: true });
    await figma.settle();
    const { closed, notifications } = figma.snapshot();
    expect(notifications).toEqual([{ message: 'Nothing is selected.', error: true, button: null }]);
    expect(closed).toEqual({ message: null });
  });
});

describe('the manifest', () => {
  it('has what Figma asks for', () => {
    expect(manifest).toMatchObject({
      api: '1.0.0',
      main: 'dist/main.js',
      ui: 'dist/ui.html',
      documentAccess: 'dynamic-page',
      networkAccess: { allowedDomains: ['none'] },
    });
  });

  it('has only commands that do something', async () => {
    const items = manifest.menu.flatMap((item) => ('command' in item ? [item.command] : []));
    for (const command of [...items, ...manifest.relaunchButtons.map((button) => button.command)]) {
      const { figma } = await openPage(() => []);
      figma.start({ command: command! });
      await figma.settle();
      const { ui, closed } = figma.snapshot();
      expect([command, ui !== null || closed?.message]).toEqual([command, expect.anything()]);
      if (ui) expect(await figma.ask({ type: 'ready' })).toMatchObject({ command });
    }
  });
});
