import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { pngFile } from './host/files.ts';
import { openPage } from './host/opened.ts';
import { imagePaint } from './host/paints.ts';

const oneImage = () => openPage((hash) => [{ id: '1:1', type: 'RECTANGLE', fills: [imagePaint(hash)] }]);

/** One that takes longer to look through than Figma may wait. */
const largePage = () =>
  openPage((hash) =>
    Array.from({ length: 4000 }, (_, index) => ({
      id: `1:${index}`,
      type: 'RECTANGLE',
      fills: [imagePaint(hash)],
    })),
  );

/** Anything that the bridge carries. */
const anything = fc.anything({
  values: [
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.constantFrom(null, undefined, new Date(0)),
    fc.uint8Array({ maxLength: 5 }),
    fc.constantFrom('selection', '1:1', 'fills', '__proto__', 'constructor'),
  ],
  maxDepth: 3,
});
const types = fc.constantFrom(
  ...['ready', 'scan', 'read', 'store', 'apply', 'find-restorable', 'restore', 'targets', 'write-styles'],
  ...[
    'write-variables',
    'draw-swatches',
    'reveal',
    'notify',
    'save-settings',
    'resize',
    'cancel',
    'toString',
  ],
);
const fields = fc.dictionary(
  fc.constantFrom(
    'scope',
    'hash',
    'bytes',
    'changes',
    'swatches',
    'folder',
    'nodeIds',
    'settings',
    'width',
    'request',
  ),
  anything,
);

describe('messages', () => {
  it('whatever they are, do no harm: those with an id are answered, once', async () => {
    const { figma, before } = await oneImage();
    const { nodes } = figma.snapshot();
    let id = 100;
    const message = fc.oneof(
      anything,
      fc.record({ type: types, id: anything }),
      fc.tuple(types, fields).map(([type, more]) => ({ ...more, type, id: id++ })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 8 }), async (messages) => {
        for (const one of messages) figma.send(one);
        expect(await figma.ask({ type: 'read', hash: before, from: 0 })).toMatchObject({ hash: before });
      }),
      { numRuns: 60 },
    );
    await figma.settle();
    const answers = figma.messages.flatMap((one) =>
      'id' in one && one.id >= 100 && one.type !== 'progress' ? [one.id] : [],
    );
    for (let sent = 100; sent < id; sent++)
      expect(
        answers.filter((one) => one === sent),
        `${sent}`,
      ).toHaveLength(1);
    expect(id).toBeGreaterThan(110); // there were some
    expect(figma.snapshot().nodes['1:1']).toEqual(nodes['1:1']);
    expect(figma.complaints).toEqual([]);
  });

  it('with an id that is taken are refused; what has it goes on', async () => {
    const { figma } = await largePage();
    const scan = { type: 'scan', id: 500, scope: { kind: 'page' } };
    figma.send(scan);
    figma.send(scan);
    await figma.settle();
    const answers = figma.messages.flatMap((one) =>
      'id' in one && one.type !== 'progress' ? [one.type] : [],
    );
    expect(answers).toEqual(['failed', 'images']);
  });

  it('that change the document wait for one another; a canceled one does not begin', async () => {
    const { figma, before } = await largePage();
    const { images } = await figma.ask({ type: 'scan', scope: { kind: 'page' } });
    const places = images[0]!.uses.map(({ nodeId, slot }) => ({ nodeId, slot }));
    const [last] = places.slice(-1);
    const store = async (shade: number) =>
      (await figma.ask({ type: 'store', hash: before, bytes: pngFile(40, 30, shade) })).stored;
    const [first, second, third] = [await store(1), await store(2), await store(3)];
    const apply = (id: number, from: string, to: string, where: typeof places) =>
      figma.send({
        type: 'apply',
        id,
        changes: [{ from, to, places: where }],
        placement: 'replace',
        styles: 'update',
        includeLocked: false,
        isShrink: false,
      });
    apply(600, before, first, places);
    apply(601, first, second, [last!]); // the last one that the first call changes
    apply(602, second, third, [last!]);
    figma.send({ type: 'cancel', id: 603, request: 602 });
    await vi.waitUntil(() => figma.messages.some((one) => 'id' in one && one.id === 602), {
      timeout: 30_000,
    });
    const answers = figma.messages.filter((one) => one.type === 'applied' || one.type === 'failed');
    expect(answers).toMatchObject([
      { id: 600, paints: places.length },
      { id: 601, paints: 1 },
      { id: 602, code: 'canceled' },
    ]);
    expect(figma.snapshot().nodes[last!.nodeId]!.fills).toEqual([imagePaint(second!)]);
  });

  it('that Figma refuses fail with its words', async () => {
    const opened = await oneImage();
    const places = [{ nodeId: '1:1', slot: { list: 'fills' as const, index: 0 } }];
    const changes = [{ from: opened.before, to: 'no-such-image', places }];
    const { skipped } = await opened.figma.ask({
      type: 'apply',
      changes,
      placement: 'replace',
      styles: 'update',
      includeLocked: false,
      isShrink: false,
    });
    expect(skipped).toMatchObject([
      { reason: 'failed', message: expect.stringContaining('Invalid imageHash') },
    ]);
    expect(opened.figma.snapshot().nodes['1:1']!.pluginData).toEqual({});
  });

  it('that reveal layers select those that are there', async () => {
    const { figma } = await oneImage();
    figma.call('select', '[]');
    await figma.ask({ type: 'reveal', nodeIds: ['1:1', '9:9', '0:1'] });
    expect(figma.snapshot().selection).toEqual(['1:1']);
  });
});

describe('a large page', () => {
  it('is looked through in pieces, between which Figma goes on', async () => {
    const { figma, before } = await largePage();
    figma.send({ type: 'scan', id: 700, scope: { kind: 'page' } });
    figma.send({ type: 'read', id: 701, hash: before, from: 0 });
    await figma.settle();
    const order = figma.messages.flatMap((one) => ('id' in one && one.id >= 700 ? [one.type] : []));
    expect(order.indexOf('bytes')).toBeLessThan(order.indexOf('images'));
    expect(order.filter((type) => type === 'progress').length).toBeGreaterThan(2);
  });
});
