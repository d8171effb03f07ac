import { describe, expect, it } from 'vitest';
import { addToRecord, type RecordEntry, readRecord, writeRecord } from '../src/main/restore/record.ts';
import { wordsOfRestored } from '../src/main/restore/tell.ts';
import { pngFile } from './host/files.ts';
import { openPage, reduce } from './host/opened.ts';
import { imagePaint, otherPaints } from './host/paints.ts';

const page = { type: 'restore', scope: { kind: 'page' } } as const;

const everyKind = () =>
  openPage((hash) => [
    { id: '1:1', type: 'RECTANGLE', fills: [otherPaints[0], imagePaint(hash)], strokes: [imagePaint(hash)] },
    {
      id: '1:2',
      type: 'TEXT',
      runs: [
        { text: 'ab', fills: [imagePaint(hash)] },
        { text: 'c', fills: [] },
      ],
    },
    { id: '1:3', type: 'VECTOR', regions: [{ fills: [] }, { fills: [imagePaint(hash)] }] },
  ]);

describe('the originals come back', () => {
  it.each(['replace', 'on-top'] as const)(
    'in every kind of paint, also when the plugin was closed: %s',
    async (placement) => {
      const opened = await everyKind();
      const { figma } = opened;
      const before = figma.snapshot();
      await reduce(opened, { placement });
      const reduced = figma.snapshot();
      expect(reduced.nodes).not.toEqual(before.nodes);
      expect(Object.keys(reduced.nodes['1:1']!.relaunch)).toEqual(['adjust-colors', 'restore-selection']);

      figma.start();
      await figma.settle();
      expect(await figma.ask(page)).toMatchObject({ paints: 4, skipped: [] });
      const after = figma.snapshot();
      expect(after.nodes).toEqual(before.nodes);
      expect(after.undoSteps).toHaveLength(2);
      expect(figma.complaints).toEqual([]);
    },
  );

  it('of a style, and of what was let go of it, which is tied to it again', async () => {
    for (const styles of ['update', 'detach'] as const) {
      const opened = await openPage(
        () => [
          { id: '1:1', type: 'RECTANGLE', fillStyleId: 'S:1,' },
          { id: '1:2', type: 'RECTANGLE', fillStyleId: 'S:1,' },
        ],
        (hash) => ({ styles: [{ id: 'S:1,', name: 'Sea', paints: [imagePaint(hash)] }] }),
      );
      const before = opened.figma.snapshot();
      await reduce(opened, { styles });
      expect(await opened.figma.ask(page)).toMatchObject({ paints: 2, skipped: [] });
      const after = opened.figma.snapshot();
      expect(after.styles).toEqual(before.styles);
      expect(after.nodes['1:1']).toMatchObject({ fillStyleId: 'S:1,', pluginData: {} });
      expect(after.nodes['1:1']!.fills).toEqual(before.nodes['1:1']!.fills);
    }
  });

  it('the first ones, when an image was reduced twice', async () => {
    const opened = await openPage((hash) => [{ id: '1:1', type: 'RECTANGLE', fills: [imagePaint(hash)] }]);
    const { after } = await reduce(opened);
    await reduce({ ...opened, before: after, reduced: pngFile(40, 30, 100) });
    await opened.figma.ask(page);
    expect(opened.figma.snapshot().nodes['1:1']!.fills).toEqual([imagePaint(opened.before)]);
  });

  it('of the selection alone, or of one layer without what is in it', async () => {
    const opened = await openPage((hash) => [
      {
        id: '1:1',
        type: 'FRAME',
        fills: [imagePaint(hash)],
        children: [{ id: '1:2', type: 'RECTANGLE', fills: [imagePaint(hash)] }],
      },
      { id: '2:1', type: 'RECTANGLE', fills: [imagePaint(hash)] },
    ]);
    const { figma } = opened;
    const { after } = await reduce(opened);
    const hashes = () =>
      ['1:1', '1:2', '2:1'].map(
        (id) => (figma.snapshot().nodes[id]!.fills[0] as { imageHash: string }).imageHash,
      );
    await figma.ask({ type: 'restore', scope: { kind: 'nodes', ids: ['1:1'] } });
    expect(hashes()).toEqual([opened.before, after, after]);
    figma.call('select', '["1:1"]');
    await figma.ask({ type: 'restore', scope: { kind: 'selection' } });
    expect(hashes()).toEqual([opened.before, opened.before, after]);
  });

  it('unless they are gone from the file, which is said; the record is kept for when they are back', async () => {
    const opened = await openPage((hash) => [
      { id: '1:1', type: 'RECTANGLE', name: 'Photo', fills: [imagePaint(hash)] },
    ]);
    const { figma, before } = opened;
    const { after } = await reduce(opened);
    const { pluginData } = figma.snapshot().nodes['1:1']!;
    expect(await figma.ask({ ...page, type: 'find-restorable' })).toMatchObject({
      nodes: [{ nodeId: '1:1', nodeName: 'Photo', originals: [{ from: before, isGone: false }] }],
    });
    figma.call('dropImage', before);
    expect(await figma.ask({ ...page, type: 'find-restorable' })).toMatchObject({
      nodes: [{ originals: [{ isGone: true }] }],
    });
    expect(await figma.ask(page)).toMatchObject({ paints: 0, skipped: [{ reason: 'image-gone' }] });
    expect(figma.snapshot().nodes['1:1']).toMatchObject({ fills: [imagePaint(after)], pluginData });
  });

  it('unless other fills were set since; then there is nothing to remember', async () => {
    const opened = await openPage((hash) => [{ id: '1:1', type: 'RECTANGLE', fills: [imagePaint(hash)] }]);
    await reduce(opened);
    opened.figma.call('edit', `node('1:1').fills = ${JSON.stringify([otherPaints[0]])}`);
    expect(await opened.figma.ask(page)).toMatchObject({ paints: 0, skipped: [{ reason: 'changed' }] });
    expect(opened.figma.snapshot().nodes['1:1']).toMatchObject({
      fills: [otherPaints[0]],
      pluginData: {},
      relaunch: {},
    });
  });

  it('after a text became uniform', async () => {
    const { figma, ...opened } = await everyKind();
    await reduce({ figma, ...opened });
    figma.call('edit', `node('1:2').setRangeFills(2, 3, node('1:2').getRangeFills(0, 2))`);
    expect(await figma.ask({ ...page, scope: { kind: 'nodes', ids: ['1:2'] } })).toMatchObject({ paints: 1 });
    expect(figma.snapshot().nodes['1:2']!.fills).toEqual([imagePaint(opened.before)]);
  });

  it('after paints were moved', async () => {
    const opened = await openPage((hash) => [{ id: '1:1', type: 'RECTANGLE', fills: [imagePaint(hash)] }]);
    await reduce(opened);
    opened.figma.call(
      'edit',
      `node('1:1').fills = [${JSON.stringify(otherPaints[0])}, ...node('1:1').fills]`,
    );
    await opened.figma.ask(page);
    expect(opened.figma.snapshot().nodes['1:1']!.fills).toEqual([otherPaints[0], imagePaint(opened.before)]);
  });

  it('by the command of the button, without a window, with one line', async () => {
    const opened = await everyKind();
    await reduce(opened);
    opened.figma.start({ command: 'restore-selection' });
    await opened.figma.settle();
    const { closed, ui, notifications } = opened.figma.snapshot();
    expect({ closed, ui, notifications }).toEqual({
      closed: { message: '4 originals restored.' },
      ui: null,
      notifications: [],
    });
  });

  it('by the button of the notification', async () => {
    const opened = await everyKind();
    const { figma } = opened;
    const before = figma.snapshot().nodes;
    await reduce(opened);
    await figma.ask({ type: 'notify', message: 'Done.', isError: false, offersRestore: true });
    expect(figma.snapshot().notifications).toEqual([{ message: 'Done.', error: false, button: 'Restore' }]);
    figma.call('pressButton');
    await figma.settle();
    expect(figma.snapshot().nodes).toEqual(before);
    expect(figma.snapshot().notifications[1]).toMatchObject({ message: '4 originals restored.' });
  });
});

describe('a record', () => {
  const entry: RecordEntry = { list: 'fills', from: 'a', to: 'b', isAdded: false, via: 'node' };

  it('is what was written', () => {
    expect(readRecord(writeRecord([entry]))).toEqual([entry]);
    expect(writeRecord([])).toBe('');
  });

  it.each(['', 'no JSON', '[]', '{"version":2,"entries":[]}', '{"version":1,"entries":[{}]}'])(
    'is none when it cannot be read: %j',
    (data) => expect(readRecord(data)).toEqual([]),
  );

  it('goes back to the first image, and is none when that is back', () => {
    expect(addToRecord([entry], { ...entry, from: 'b', to: 'c' })).toEqual([{ ...entry, to: 'c' }]);
    expect(addToRecord([entry], { ...entry, from: 'b', to: 'a' })).toEqual([]);
    expect(addToRecord([entry], entry)).toEqual([entry]);
  });

  it('keeps what is of another list, or was put on top', () => {
    const stroke: RecordEntry = { ...entry, list: 'strokes', from: 'b', to: 'c' };
    expect(addToRecord([entry], stroke)).toEqual([entry, stroke]);
    const added: RecordEntry = { ...entry, from: 'b', to: 'c', isAdded: true };
    expect(addToRecord([entry], added)).toEqual([entry, added]);
  });

  it('that is too large for Figma prevents the change', async () => {
    const opened = await openPage((hash) => [{ id: '1:1', type: 'RECTANGLE', fills: [imagePaint(hash)] }]);
    const full = writeRecord([{ ...entry, from: 'x'.repeat(102_200) }]); // a little more is too much
    opened.figma.call('edit', `node('1:1').setPluginData('originals', ${JSON.stringify(full)})`);
    const { applied } = await reduce(opened);
    expect(applied).toMatchObject({ paints: 0, skipped: [{ reason: 'record-full' }] });
    expect(opened.figma.snapshot().nodes['1:1']).toMatchObject({
      fills: [imagePaint(opened.before)],
      pluginData: { originals: full },
    });
  });
});

describe('the line about it', () => {
  const skipped = (reason: 'image-gone' | 'changed') => ({ nodeId: '1', nodeName: '', reason, message: '' });
  it.each([
    [0, [], 'Nothing here has an original to restore.'],
    [1, [], '1 original restored.'],
    [2, [skipped('image-gone')], '2 originals restored; 1 original no longer in the file.'],
    [0, [skipped('changed'), skipped('changed')], '2 fills unchanged.'],
  ])('%s, %j: %s', (paints, left, words) => {
    expect(wordsOfRestored({ paints, skipped: left })).toBe(words);
  });
});
