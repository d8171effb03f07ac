import { describe, expect, it } from 'vitest';
import { pngFile } from './host/files.ts';
import { openPage, reduce } from './host/opened.ts';
import { croppedPaint, filledPaint } from './host/paints.ts';

const tiled = (imageHash: string, scalingFactor: number) => ({
  ...{ type: 'IMAGE', scaleMode: 'TILE', imageHash, scalingFactor, rotation: 90 },
});
const rectangle = (id: string, fills: readonly unknown[]) => ({ id, type: 'RECTANGLE', fills });

describe('an image with fewer pixels', () => {
  it('keeps its crops, and its tiles keep their size', async () => {
    const opened = await openPage((hash) => [
      rectangle('1:1', [croppedPaint(hash)]),
      rectangle('1:2', [tiled(hash, 0.3), tiled(hash, 0.5)]),
    ]);
    const { figma, before } = opened;
    const half = { ...opened, reduced: pngFile(20, 15, 200) };
    const { after, applied } = await reduce(half);
    expect(applied).toMatchObject({ paints: 3, skipped: [] });
    const { nodes } = figma.snapshot();
    expect(nodes['1:1']!.fills).toEqual([croppedPaint(after)]);
    expect(nodes['1:2']!.fills).toEqual([tiled(after, 0.6), tiled(after, 1)]);

    expect(await figma.ask({ type: 'restore', scope: { kind: 'page' } })).toMatchObject({ skipped: [] });
    const restored = figma.snapshot().nodes;
    expect(restored['1:1']!.fills).toEqual([croppedPaint(before)]);
    expect(restored['1:2']!.fills).toEqual([tiled(before, 0.3), tiled(before, 0.5)]);
  });

  it('that is reduced again comes back as it was at first', async () => {
    const opened = await openPage((hash) => [rectangle('1:1', [tiled(hash, 0.3)])]);
    const { figma, before } = opened;
    const { after } = await reduce({ ...opened, reduced: pngFile(20, 15, 200) });
    const changes = [
      { from: after, places: [{ nodeId: '1:1', slot: { list: 'fills', index: 0 } }] },
    ] as const;
    const { stored: to } = await figma.ask({ type: 'store', hash: before, bytes: pngFile(8, 6, 100) });
    await figma.ask({
      ...{ type: 'apply', placement: 'replace', styles: 'update', includeLocked: false, isShrink: false },
      changes: changes.map((change) => ({ ...change, to, places: [...change.places] })),
    });
    expect(figma.snapshot().nodes['1:1']!.fills).toEqual([tiled(to, 1.5)]);
    await figma.ask({ type: 'restore', scope: { kind: 'page' } });
    expect(figma.snapshot().nodes['1:1']!.fills).toEqual([tiled(before, 0.3)]);
    expect(figma.snapshot().nodes['1:1']!.pluginData).toEqual({});
  });

  it('is the source no more than its original is there', async () => {
    const opened = await openPage((hash) => [rectangle('1:1', [filledPaint(hash)])]);
    const { figma, before } = opened;
    const { after } = await reduce({ ...opened, reduced: pngFile(20, 15, 200) });
    const scan = async () => (await figma.ask({ type: 'scan', scope: { kind: 'page' } })).images[0]!;
    expect(await scan()).toMatchObject({
      hash: after,
      width: 20,
      original: { hash: before, width: 40, height: 30 },
    });
    figma.call('dropImage', before);
    expect(await scan()).toMatchObject({ hash: after, original: { hash: after, width: 20, height: 15 } });
  });

  it.each([
    ['larger', 80, 60],
    ['of another shape', 20, 20],
    ['as wide but lower', 40, 29],
  ])('is refused when it is %s', async (_, width, height) => {
    const { figma, before } = await openPage((hash) => [rectangle('1:1', [filledPaint(hash)])]);
    const answer = await figma.askAnyhow({ type: 'store', hash: before, bytes: pngFile(width, height) });
    expect(answer).toMatchObject({ type: 'failed', code: 'bad-image' });
  });

  it('is shown as large as the largest layer of its style, wherever that is', async () => {
    const styled = (id: string, width: number) => ({
      id,
      type: 'RECTANGLE',
      width,
      height: 10,
      fillStyleId: 'S:1,',
    });
    const { figma } = await openPage(
      () => [styled('1:1', 80)],
      (hash) => ({
        styles: [{ id: 'S:1,', name: 'Photo', paints: [filledPaint(hash)] }],
        pages: [
          { id: '0:1', name: 'Page 1', children: [styled('1:1', 80)] },
          { id: '0:2', name: 'Page 2', children: [styled('2:1', 200)] },
        ],
      }),
    );
    const { images } = await figma.ask({ type: 'scan', scope: { kind: 'page' } });
    expect(images[0]!.uses.map(({ nodeId, shownWidth }) => [nodeId, shownWidth])).toEqual([['1:1', 200]]);
  });

  it('is shown as large as the largest layer shows it, strokes included', async () => {
    const { figma } = await openPage((hash) => [
      { ...rectangle('1:1', [filledPaint(hash)]), width: 80, height: 10 },
      { id: '1:2', type: 'RECTANGLE', strokes: [filledPaint(hash)], width: 80, height: 10, strokeWeight: 6 },
    ]);
    const { images } = await figma.ask({ type: 'scan', scope: { kind: 'page' } });
    expect(images[0]!.uses.map(({ shownWidth }) => shownWidth)).toEqual([80, 92]);
  });
});
