import { describe, expect, it } from 'vitest';
import { pngFile } from './host/files.ts';
import { openPage, reduce } from './host/opened.ts';
import { imagePaint, otherPaints } from './host/paints.ts';

const scan = { type: 'scan', scope: { kind: 'selection' } } as const;

describe('what is found', () => {
  it('is each image once, with all its uses', async () => {
    const { figma, before } = await openPage((hash) => [
      {
        id: '1:1',
        type: 'FRAME',
        fills: [imagePaint(hash)],
        children: [
          {
            id: '1:2',
            type: 'RECTANGLE',
            name: 'Photo',
            fills: [otherPaints[0], imagePaint(hash)],
            width: 60,
          },
          {
            id: '1:3',
            type: 'GROUP',
            children: [{ id: '1:4', type: 'ELLIPSE', strokes: [imagePaint(hash)] }],
          },
        ],
      },
    ]);
    const { images, nodes } = await figma.ask(scan);
    expect(nodes).toBe(4);
    expect(images).toHaveLength(1);
    expect(images[0]).toMatchObject({ hash: before, width: 40, height: 30, badges: [] });
    expect(images[0]!.uses.map(({ nodeId, slot }) => [nodeId, slot])).toEqual([
      ['1:1', { list: 'fills', index: 0 }],
      ['1:2', { list: 'fills', index: 1 }],
      ['1:4', { list: 'strokes', index: 0 }],
    ]);
    expect(images[0]!.uses[1]).toMatchObject({ nodeName: 'Photo', nodeType: 'RECTANGLE', width: 60 });
    expect(figma.complaints).toEqual([]);
  });

  it('has badges for what is locked, in an instance, of a style, mixed, or missing', async () => {
    const { figma } = await openPage(
      (hash) => [
        {
          id: '1:1',
          type: 'FRAME',
          locked: true,
          children: [{ id: '1:2', type: 'RECTANGLE', fills: [imagePaint(hash)] }],
        },
        {
          id: '2:1',
          type: 'INSTANCE',
          children: [{ id: 'I2:1;9', type: 'RECTANGLE', fills: [imagePaint(hash)] }],
        },
        { id: '3:1', type: 'RECTANGLE', fillStyleId: 'S:1,' },
        {
          id: '4:1',
          type: 'TEXT',
          runs: [
            { text: 'Hello ', fills: [otherPaints[0]] },
            { text: 'world', fills: [imagePaint(hash)] },
          ],
        },
        { id: '5:1', type: 'RECTANGLE', fills: [imagePaint('not-in-the-file')] },
      ],
      (hash) => ({ styles: [{ id: 'S:1,', name: 'Photos/Sea', paints: [imagePaint(hash)], remote: true }] }),
    );
    const { images } = await figma.ask(scan);
    expect(images.map(({ badges }) => badges)).toEqual([
      ['locked', 'style', 'mixed', 'instance'],
      ['missing'],
    ]);
    const uses = Object.fromEntries(images[0]!.uses.map((use) => [use.nodeId, use]));
    expect(uses['1:2']).toMatchObject({ isLocked: true, isInInstance: false, isMixed: false });
    expect(uses['I2:1;9']).toMatchObject({ isLocked: false, isInInstance: true });
    expect(uses['3:1']!.style).toEqual({ id: 'S:1,', name: 'Photos/Sea', isRemote: true });
    expect(uses['4:1']).toMatchObject({ isMixed: true, slot: { list: 'text', start: 6, end: 11, index: 0 } });
  });

  it('is in the regions of vectors too, but not twice where all have the fills of the node', async () => {
    const { figma } = await openPage((hash) => [
      { id: '1:1', type: 'VECTOR', regions: [{ fills: [otherPaints[0]] }, { fills: [imagePaint(hash)] }] },
      { id: '1:2', type: 'VECTOR', fills: [imagePaint(hash)], regions: [{ fills: [imagePaint(hash)] }] },
    ]);
    const { images } = await figma.ask(scan);
    expect(images[0]!.uses.map(({ nodeId, slot }) => [nodeId, slot])).toEqual([
      ['1:1', { list: 'region', region: 1, index: 0 }],
      ['1:2', { list: 'fills', index: 0 }],
    ]);
  });

  it('is on the page, or on all pages, which are loaded for that', async () => {
    const { figma } = await openPage(
      (hash) => [{ id: '1:1', type: 'RECTANGLE', fills: [imagePaint(hash)] }],
      (hash) => ({
        selection: [],
        pages: [
          { id: '0:1', name: 'One', children: [{ id: '1:1', type: 'RECTANGLE', fills: [imagePaint(hash)] }] },
          { id: '0:2', name: 'Two', children: [{ id: '2:1', type: 'RECTANGLE', fills: [imagePaint(hash)] }] },
        ],
      }),
    );
    const usesIn = async (kind: 'selection' | 'page' | 'file') => {
      const { images } = await figma.ask({ type: 'scan', scope: { kind } });
      return images.flatMap(({ uses }) => uses.map(({ nodeId }) => nodeId));
    };
    expect(await usesIn('selection')).toEqual([]);
    expect(await usesIn('page')).toEqual(['1:1']);
    expect(await usesIn('file')).toEqual(['1:1', '2:1']);
  });

  it('counts what is in a selected frame once, when it is selected as well', async () => {
    const { figma } = await openPage(
      (hash) => [
        { id: '1:1', type: 'FRAME', children: [{ id: '1:2', type: 'RECTANGLE', fills: [imagePaint(hash)] }] },
      ],
      { selection: ['1:2', '1:1'] },
    );
    const { images } = await figma.ask(scan);
    expect(images[0]!.uses).toHaveLength(1);
  });
});

describe('an image that was reduced', () => {
  it('is found with the original, also when it was reduced twice', async () => {
    const opened = await openPage((hash) => [{ id: '1:1', type: 'RECTANGLE', fills: [imagePaint(hash)] }]);
    let { after } = await reduce(opened);
    const originals = async () =>
      (await opened.figma.ask(scan)).images.map(({ hash, uses }) => [hash, uses[0]!.original]);
    expect(await originals()).toEqual([[after, opened.before]]);
    ({ after } = await reduce({ ...opened, before: after, reduced: pngFile(40, 30, 9) }));
    expect(await originals()).toEqual([[after, opened.before]]);
  });
});

describe('a name', () => {
  it('that is as long as its text is cut', async () => {
    const { figma } = await openPage((hash) => [
      { id: '1:1', type: 'RECTANGLE', name: 'x'.repeat(50_000), fills: [imagePaint(hash)] },
    ]);
    const { images } = await figma.ask(scan);
    expect(images[0]!.uses[0]!.nodeName).toHaveLength(200);
    expect(figma.complaints).toEqual([]);
  });
});

describe('the selection', () => {
  it('is told when it has settled', async () => {
    const { figma } = await openPage((hash) => [{ id: '1:1', type: 'RECTANGLE', fills: [imagePaint(hash)] }]);
    for (const ids of ['[]', '["1:1"]', '[]', '["1:1"]']) figma.call('select', ids);
    await figma.settle();
    expect(figma.messages.filter(({ type }) => type === 'selection')).toEqual([
      { type: 'selection', selected: 1, isOtherPage: false },
    ]);
  });
});
