import { describe, expect, it } from 'vitest';
import { openPage, reduce } from './host/opened.ts';
import { imagePaint, otherPaints } from './host/paints.ts';

describe('a style', () => {
  const styled = (remote = false) =>
    openPage(
      () => [
        { id: '1:1', type: 'RECTANGLE', fillStyleId: 'S:1,' },
        { id: '1:2', type: 'RECTANGLE', strokeStyleId: 'S:1,' },
      ],
      (hash) => ({
        styles: [{ id: 'S:1,', name: 'Sea', paints: [otherPaints[0], imagePaint(hash)], remote }],
      }),
    );

  it.each(['replace', 'on-top'] as const)('is updated once, for all who use it: %s', async (placement) => {
    const opened = await styled();
    const { applied, after } = await reduce(opened, { styles: 'update', placement });
    expect(applied).toMatchObject({ paints: 2, skipped: [] });
    const { styles, nodes } = opened.figma.snapshot();
    const images = { replace: [imagePaint(after)], 'on-top': [imagePaint(opened.before), imagePaint(after)] };
    expect(styles[0]!.paints).toEqual([otherPaints[0], ...images[placement]]);
    expect(nodes['1:1']!.fillStyleId).toBe('S:1,');
  });

  it('is let go of, and stays as it was', async () => {
    const opened = await styled();
    const { applied, after } = await reduce(opened, { styles: 'detach' });
    expect(applied).toMatchObject({ paints: 2, skipped: [] });
    const { styles, nodes } = opened.figma.snapshot();
    expect(styles[0]!.paints).toEqual([otherPaints[0], imagePaint(opened.before)]);
    expect(nodes['1:1']).toMatchObject({ fillStyleId: '', fills: [otherPaints[0], imagePaint(after)] });
    expect(nodes['1:2']!.strokes).toEqual([otherPaints[0], imagePaint(after)]);
  });

  it('of a library is named, or let go of', async () => {
    const opened = await styled(true);
    const { applied } = await reduce(opened, { styles: 'update' });
    expect(applied).toMatchObject({ paints: 0 });
    expect(applied.skipped.map(({ reason }) => reason)).toEqual(['remote-style', 'remote-style']);
    expect((await reduce(opened, { styles: 'detach' })).applied).toMatchObject({ paints: 2, skipped: [] });
  });

  it('of a part of a text is updated or let go of', async () => {
    for (const styles of ['update', 'detach'] as const) {
      const opened = await openPage(
        () => [
          {
            id: '1:1',
            type: 'TEXT',
            runs: [
              { text: 'ab', fills: [], fillStyleId: 'S:1,' },
              { text: 'c', fills: [] },
            ],
          },
        ],
        (hash) => ({ styles: [{ id: 'S:1,', name: 'Sea', paints: [imagePaint(hash)] }] }),
      );
      const { applied, after } = await reduce(opened, { styles });
      expect(applied).toMatchObject({ paints: 1, skipped: [] });
      const snapshot = opened.figma.snapshot();
      const isUpdated = styles === 'update';
      expect(snapshot.styles[0]!.paints).toEqual([imagePaint(isUpdated ? after : opened.before)]);
      expect(snapshot.nodes['1:1']!.runs[0]!.fills).toEqual(isUpdated ? [] : [imagePaint(after)]);
    }
  });
});
