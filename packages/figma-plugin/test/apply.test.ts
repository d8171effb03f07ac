import { describe, expect, it } from 'vitest';
import type { NodeSpec } from './host/document-spec.ts';
import { pngFile } from './host/files.ts';
import { openPage, reduce } from './host/opened.ts';
import { imagePaint, otherPaints, patternPaint } from './host/paints.ts';

/** Bytes that are different everywhere, of more than two pieces. */
const filler = (seed: number) =>
  Uint8Array.from({ length: 600_000 }, (_, i) => (Math.imul(i + seed, 2654435761) >>> 13) & 255);

describe('in its place', () => {
  it('an image changes and nothing else does', async () => {
    const paints = (hash: string) => [
      ...otherPaints,
      imagePaint(hash),
      { type: 'IMAGE', scaleMode: 'FILL', imageHash: null },
    ];
    const opened = await openPage((hash) => [
      {
        id: '1:1',
        type: 'RECTANGLE',
        fills: paints(hash),
        strokes: [{ ...imagePaint(hash), scaleMode: 'TILE', scalingFactor: 0.5 }],
      },
      { id: '1:2', type: 'ELLIPSE', fills: [otherPaints[0]] },
    ]);
    const { figma, before } = opened;
    const untouched = figma.snapshot().nodes['1:2'];
    const { applied, after } = await reduce(opened);
    expect(applied).toMatchObject({ paints: 2, copies: 0, skipped: [] });
    expect(after).not.toBe(before);
    const { nodes, undoSteps, pendingChanges } = figma.snapshot();
    expect(nodes['1:1']!.fills).toEqual(paints(after).map((paint) => paint));
    expect(nodes['1:1']!.strokes).toEqual([{ ...imagePaint(after), scaleMode: 'TILE', scalingFactor: 0.5 }]);
    expect(nodes['1:2']).toEqual(untouched);
    expect([undoSteps.length, pendingChanges]).toEqual([1, 0]);
    figma.call('undo');
    expect(figma.snapshot().nodes['1:1']).toMatchObject({
      fills: paints(before),
      pluginData: {},
      relaunch: {},
    });
    expect(figma.complaints).toEqual([]);
  });

  it('an image beside a pattern does too', async () => {
    const opened = await openPage((hash) => [
      {
        id: '1:1',
        type: 'RECTANGLE',
        fills: [patternPaint, imagePaint(hash)],
        strokes: [imagePaint(hash), patternPaint],
      },
    ]);
    const { applied, after } = await reduce(opened);
    expect(applied.skipped).toEqual([]);
    expect(opened.figma.snapshot().nodes['1:1']).toMatchObject({
      fills: [patternPaint, imagePaint(after)],
      strokes: [imagePaint(after), patternPaint],
    });
  });

  it('an image of a few letters leaves the others', async () => {
    const opened = await openPage((hash) => [
      {
        id: '1:1',
        type: 'TEXT',
        runs: [
          { text: 'Hello ', fills: [otherPaints[0]] },
          { text: 'world', fills: [otherPaints[1], imagePaint(hash)] },
          { text: '!', fills: [] },
        ],
      },
    ]);
    const { applied, after } = await reduce(opened);
    expect(applied).toMatchObject({ paints: 1, skipped: [] });
    expect(opened.figma.snapshot().nodes['1:1']!.runs).toMatchObject([
      { text: 'Hello ', fills: [otherPaints[0]] },
      { text: 'world', fills: [otherPaints[1], imagePaint(after)] },
      { text: '!', fills: [] },
    ]);
  });

  it('an image of a region of a vector leaves the other regions', async () => {
    const opened = await openPage((hash) => [
      { id: '1:1', type: 'VECTOR', regions: [{ fills: [otherPaints[0]] }, { fills: [imagePaint(hash)] }] },
    ]);
    const { after } = await reduce(opened);
    const [first, second] = opened.figma.snapshot().nodes['1:1']!.regions;
    expect([first!.fills, second!.fills]).toEqual([[otherPaints[0]], [imagePaint(after)]]);
  });

  it('an image of a locked layer stays, unless that is asked for', async () => {
    const nodes = (hash: string): NodeSpec[] => [
      {
        id: '1:1',
        type: 'FRAME',
        locked: true,
        children: [{ id: '1:2', type: 'RECTANGLE', fills: [imagePaint(hash)] }],
      },
    ];
    const opened = await openPage(nodes);
    const { applied, changes } = await reduce(opened);
    expect(applied).toMatchObject({ paints: 0, skipped: [{ nodeId: '1:2', reason: 'locked' }] });
    expect(opened.figma.snapshot().undoSteps).toEqual([]);
    const again = {
      type: 'apply',
      changes,
      placement: 'replace',
      styles: 'update',
      includeLocked: true,
      isShrink: false,
    } as const;
    expect(await opened.figma.ask(again)).toMatchObject({ paints: 1, skipped: [] });
  });
});

describe('elsewhere', () => {
  it('on top puts the image above the original, with all that the original has', async () => {
    const opened = await openPage((hash) => [
      { id: '1:1', type: 'RECTANGLE', fills: [imagePaint(hash), otherPaints[0]] },
    ]);
    const { after } = await reduce(opened, { placement: 'on-top' });
    const { fills } = opened.figma.snapshot().nodes['1:1']!;
    expect(fills).toEqual([imagePaint(opened.before), imagePaint(after), otherPaints[0]]);
  });

  it('beside makes a copy on the page and leaves the original', async () => {
    const opened = await openPage((hash) => [
      {
        id: '1:1',
        type: 'FRAME',
        x: 100,
        y: 50,
        children: [
          {
            id: '1:2',
            type: 'RECTANGLE',
            x: 10,
            y: 5,
            width: 60,
            fills: [imagePaint(hash)],
            strokes: [imagePaint(hash)],
          },
        ],
      },
    ]);
    const { figma } = opened;
    const original = figma.snapshot().nodes['1:2'];
    const { applied, after } = await reduce(opened, { placement: 'beside' });
    expect(applied).toMatchObject({ paints: 2, copies: 1, skipped: [] });
    const { nodes, undoSteps } = figma.snapshot();
    expect(nodes['1:2']).toEqual(original);
    const copies = Object.entries(nodes).filter(([id, { type }]) => type === 'RECTANGLE' && id !== '1:2');
    expect(copies).toHaveLength(1);
    expect(copies[0]![1]).toMatchObject({
      parent: '0:1',
      x: 100 + 10 + 60 + 24,
      y: 55,
      fills: [imagePaint(after)],
      strokes: [imagePaint(after)],
    });
    expect(undoSteps).toHaveLength(1);
  });
});

describe('a copy beside', () => {
  it('lets go of the style, which stays as it is', async () => {
    const opened = await openPage(
      () => [{ id: '1:1', type: 'RECTANGLE', fillStyleId: 'S:1,' }],
      (hash) => ({ styles: [{ id: 'S:1,', name: 'Sea', paints: [imagePaint(hash)] }] }),
    );
    const { applied, after } = await reduce(opened, { placement: 'beside', styles: 'update' });
    expect(applied).toMatchObject({ paints: 1, copies: 1, skipped: [] });
    const { styles, nodes } = opened.figma.snapshot();
    expect(styles[0]!.paints).toEqual([imagePaint(opened.before)]);
    const looks = Object.values(nodes).map(({ type, fillStyleId, fills }) => [type, fillStyleId, fills]);
    expect(looks).toEqual([
      ['PAGE', '', []],
      ['RECTANGLE', 'S:1,', [imagePaint(opened.before)]],
      ['RECTANGLE', '', [imagePaint(after)]],
    ]);
  });

  it('is on the page of the original, which need not be the current one', async () => {
    const opened = await openPage(
      () => [],
      (hash) => ({
        selection: [],
        pages: [
          { id: '0:1', name: 'One', children: [] },
          { id: '0:2', name: 'Two', children: [{ id: '2:1', type: 'RECTANGLE', fills: [imagePaint(hash)] }] },
        ],
      }),
    );
    await reduce(opened, { placement: 'beside' }, 'file');
    const { nodes } = opened.figma.snapshot();
    expect(
      Object.values(nodes).flatMap(({ type, parent }) => (type === 'RECTANGLE' ? [parent] : [])),
    ).toEqual(['0:2', '0:2']);
  });
});

describe('what is handed to Figma', () => {
  it.each([
    ['no image', Uint8Array.of(1, 2, 3), 'accepts only PNG'],
    ['nothing', new Uint8Array(), 'accepts only PNG'],
    ['a WebP', new TextEncoder().encode('RIFF\0\0\0\0WEBPVP8L'), 'accepts only PNG'],
    ['an image of another size', pngFile(41, 30), 'or fewer of that shape, but received 41 × 30'],
  ])('is refused when it is %s', async (_, bytes, words) => {
    const { figma, before } = await openPage((hash) => [
      { id: '1:1', type: 'RECTANGLE', fills: [imagePaint(hash)] },
    ]);
    const answer = await figma.askAnyhow({ type: 'store', hash: before, bytes });
    expect(answer).toMatchObject({
      type: 'failed',
      code: 'bad-image',
      message: expect.stringContaining(words),
    });
  });

  it('is refused when Figma refuses it, in its words', async () => {
    const { figma } = await openPage(() => []);
    const large = figma.addImage(pngFile(5000, 1));
    const answer = await figma.askAnyhow({ type: 'store', hash: large, bytes: pngFile(5000, 1, 9) });
    expect(answer).toMatchObject({
      type: 'failed',
      code: 'bad-image',
      message: expect.stringContaining('too large'),
    });
  });

  it('comes back as it is in the file', async () => {
    const { figma, before } = await openPage(() => []);
    const bytes = await figma.readImage(before);
    expect(bytes).toEqual(pngFile(40, 30));
  });

  it('comes in pieces, also when several are read at once', async () => {
    const { figma } = await openPage(() => []);
    const files = [1, 2, 3].map(
      (shade) => new Uint8Array(Buffer.concat([pngFile(9, 9, shade), filler(shade)])),
    );
    const hashes = files.map((file) => figma.addImage(file));
    const read = await Promise.all(hashes.map((hash) => figma.readImage(hash)));
    for (const [index, file] of files.entries())
      expect(Buffer.compare(read[index]!, file), `file ${index}`).toBe(0);
    const sizes = figma.messages.flatMap((one) => (one.type === 'bytes' ? [one.bytes.length] : []));
    expect(sizes.length).toBeGreaterThan(6);
    expect(Math.max(...sizes)).toBe(256 * 1024);
    const beyond = await figma.ask({ type: 'read', hash: hashes[0]!, from: 1e9 });
    expect([beyond.bytes.length, beyond.total]).toEqual([0, files[0]!.length]);
  });

  it('that is gone is told', async () => {
    const { figma } = await openPage(() => []);
    expect(await figma.askAnyhow({ type: 'read', hash: 'unknown', from: 0 })).toMatchObject({
      code: 'image-gone',
    });
  });
});
