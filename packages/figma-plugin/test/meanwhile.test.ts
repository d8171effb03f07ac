import { describe, expect, it, vi } from 'vitest';
import type { FigmaHost } from './host/figma-host.ts';
import { pngFile } from './host/files.ts';
import { openPage, reduce } from './host/opened.ts';
import { filledPaint, imagePaint, otherPaints } from './host/paints.ts';

const three = () =>
  openPage((hash) =>
    ['1:1', '1:2', '1:3'].map((id) => ({
      id,
      type: 'RECTANGLE',
      name: `Layer ${id}`,
      fills: [imagePaint(hash)],
    })),
  );

/** Everything up to `apply`, then what the user does, then `apply`. */
async function applyAfter(
  userDoes: string | ((figma: FigmaHost) => string),
  styles: 'update' | 'detach' = 'update',
) {
  const opened = await three();
  const { figma, before, reduced } = opened;
  const { images } = await figma.ask({ type: 'scan', scope: { kind: 'page' } });
  const { stored } = await figma.ask({ type: 'store', hash: before, bytes: reduced });
  figma.call('edit', typeof userDoes === 'string' ? userDoes : userDoes(figma));
  const places = images[0]!.uses.map(({ nodeId, slot }) => ({ nodeId, slot }));
  const changes = [{ from: before, to: stored, places }];
  const applied = await figma.ask({
    type: 'apply',
    changes,
    placement: 'replace',
    styles,
    includeLocked: false,
    isShrink: false,
  });
  return { figma, applied, stored, before };
}

describe('while the page works', () => {
  it('a layer that was deleted and one that was changed are left alone and named', async () => {
    const { figma, applied, stored } = await applyAfter(
      `node('1:1').remove(); node('1:2').fills = ${JSON.stringify([otherPaints[0]])};`,
    );
    expect(applied.paints).toBe(1);
    expect(applied.skipped).toMatchObject([
      { nodeId: '1:1', reason: 'removed' },
      { nodeId: '1:2', nodeName: 'Layer 1:2', reason: 'changed' },
    ]);
    const { nodes } = figma.snapshot();
    expect(nodes['1:1']).toBeUndefined();
    expect(nodes['1:2']).toMatchObject({ fills: [otherPaints[0]], pluginData: {} });
    expect(nodes['1:3']!.fills).toEqual([imagePaint(stored)]);
    expect(figma.complaints).toEqual([]);
  });

  it('a paint that was moved to another place is left alone', async () => {
    const { figma, applied, before } = await applyAfter(
      `node('1:2').fills = [${JSON.stringify(otherPaints[0])}, ...node('1:2').fills];`,
    );
    expect(applied.skipped).toMatchObject([{ nodeId: '1:2', reason: 'changed' }]);
    expect(figma.snapshot().nodes['1:2']!.fills).toEqual([otherPaints[0], imagePaint(before)]);
  });

  it('another image that was put in is left alone', async () => {
    const { figma, applied } = await applyAfter((figma) => {
      const other = figma.addImage(pngFile(40, 30, 77));
      return `node('1:2').fills = [{ ...node('1:2').fills[0], imageHash: '${other}' }];`;
    });
    expect(applied.skipped).toMatchObject([{ nodeId: '1:2', reason: 'changed' }]);
    const [paint] = figma.snapshot().nodes['1:2']!.fills as readonly { imageHash: string }[];
    expect(paint!.imageHash).toBe(figma.addImage(pngFile(40, 30, 77)));
  });

  it('the rest of a list is as the user left it', async () => {
    const { figma, stored } = await applyAfter(
      `node('1:2').fills = [{ ...node('1:2').fills[0], opacity: 0.1 }, ${JSON.stringify(otherPaints[0])}];`,
    );
    expect(figma.snapshot().nodes['1:2']!.fills).toEqual([
      { ...imagePaint(stored), opacity: 0.1 },
      otherPaints[0],
    ]);
  });
});

describe('an image that was made for a size', () => {
  it('does not replace that of a layer that was enlarged', async () => {
    const { figma, before, reduced } = await openPage((hash) =>
      ['1:1', '1:2'].map((id) => ({
        id,
        type: 'RECTANGLE',
        width: 20,
        height: 15,
        fills: [filledPaint(hash)],
      })),
    );
    const { images } = await figma.ask({ type: 'scan', scope: { kind: 'page' } });
    const { stored } = await figma.ask({ type: 'store', hash: before, bytes: reduced });
    figma.call('edit', `node('1:1').resize(40, 30);`);
    const places = images[0]!.uses.map(({ nodeId, slot }) => ({ nodeId, slot }));
    const applied = await figma.ask({
      ...{ type: 'apply', placement: 'replace', styles: 'update', includeLocked: false, isShrink: true },
      changes: [{ from: before, to: stored, places, maxShownWidth: 20 }],
    });
    expect(applied).toMatchObject({ paints: 1, skipped: [{ nodeId: '1:1', reason: 'enlarged' }] });
    const { nodes } = figma.snapshot();
    expect(nodes['1:1']).toMatchObject({ fills: [filledPaint(before)], pluginData: {} });
    expect(nodes['1:2']!.fills).toEqual([filledPaint(stored)]);
  });
});

describe('between two steps of a change', () => {
  const styled = () =>
    openPage(
      () => [{ id: '1:1', type: 'RECTANGLE', fillStyleId: 'S:1,' }],
      (hash) => ({ styles: [{ id: 'S:1,', name: 'Sea', paints: [imagePaint(hash)] }] }),
    );

  it.each([
    ['getStyleByIdAsync', 'update'],
    ['setFillStyleIdAsync', 'detach'],
  ] as const)('a deleted layer is noticed: during %s', async (during, styles) => {
    const opened = await styled();
    // The first call is that of the scan.
    if (styles === 'update') opened.figma.call('interrupt', during, '');
    opened.figma.call('interrupt', during, `node('1:1').remove()`);
    const { applied } = await reduce(opened, { styles });
    expect(applied).toMatchObject({ paints: 0, skipped: [{ nodeId: '1:1' }] });
    expect(opened.figma.snapshot().styles[0]!.paints).toEqual([imagePaint(opened.before)]);
    expect(opened.figma.complaints).toEqual([]);
  });

  it('other fills that the user sets are kept', async () => {
    const opened = await styled();
    const paints = JSON.stringify([otherPaints[0]]);
    opened.figma.call('interrupt', 'getStyleByIdAsync', '');
    opened.figma.call('interrupt', 'getStyleByIdAsync', `node('1:1').fills = ${paints}`);
    const { applied } = await reduce(opened, { styles: 'update' });
    expect(applied).toMatchObject({ paints: 0, skipped: [{ nodeId: '1:1', reason: 'changed' }] });
    expect(opened.figma.snapshot().nodes['1:1']!.fills).toEqual([otherPaints[0]]);
  });

  it('a canceled one is over at the next layer, and what was done is one step to undo', async () => {
    const opened = await openPage((hash) =>
      Array.from({ length: 3000 }, (_, index) => ({
        id: `1:${index + 1}`,
        type: 'RECTANGLE',
        fills: [imagePaint(hash)],
      })),
    );
    const { figma, before, reduced } = opened;
    const { images } = await figma.ask({ type: 'scan', scope: { kind: 'page' } });
    const { stored } = await figma.ask({ type: 'store', hash: before, bytes: reduced });
    const places = images[0]!.uses.map(({ nodeId, slot }) => ({ nodeId, slot }));
    const changes = [{ from: before, to: stored, places }];
    figma.send({
      type: 'apply',
      id: 7777,
      changes,
      placement: 'replace',
      styles: 'update',
      includeLocked: true,
      isShrink: false,
    });
    await vi.waitUntil(() => figma.messages.some(({ type }) => type === 'progress'), { interval: 1 });
    figma.send({ type: 'cancel', id: 7778, request: 7777 });
    await figma.settle();
    await figma.settle();
    const answer = figma.messages.find((one) => one.type === 'applied');
    expect(answer).toMatchObject({ id: 7777, skipped: expect.any(Array) });
    const { nodes, undoSteps, pendingChanges } = figma.snapshot();
    const changed = Object.values(nodes).filter(({ fills }) => JSON.stringify(fills).includes(stored));
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.length).toBeLessThan(3000);
    const { paints, skipped } = answer as { paints: number; skipped: { nodeId: string; reason: string }[] };
    expect([paints, paints + skipped.length]).toEqual([changed.length, 3000]);
    expect(skipped.every(({ nodeId, reason }) => reason === 'canceled' && nodes[nodeId])).toBe(true);
    expect([undoSteps.length, pendingChanges]).toEqual([1, 0]);
  });
});
