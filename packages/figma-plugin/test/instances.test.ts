import { describe, expect, it } from 'vitest';
import { openPage, reduce } from './host/opened.ts';
import { filledPaint } from './host/paints.ts';

describe('a component and its instances', () => {
  const open = (own: (hash: string) => object = () => ({})) =>
    openPage((hash) => [
      {
        ...{ id: '2:1', type: 'INSTANCE', name: 'Card' },
        children: [{ id: '2:2', type: 'RECTANGLE', name: 'Photo', follows: '1:2', ...own(hash) }],
      },
      {
        ...{ id: '1:1', type: 'COMPONENT', name: 'Card' },
        children: [{ id: '1:2', type: 'RECTANGLE', name: 'Photo', fills: [filledPaint(hash)] }],
      },
    ]);

  it('are changed once, in the component, and nobody complains', async () => {
    const opened = await open();
    const { applied, after } = await reduce(opened);
    expect(applied).toMatchObject({ paints: 1, skipped: [] });
    const { nodes } = opened.figma.snapshot();
    expect(nodes['1:2']!.fills).toEqual([filledPaint(after)]);
    expect(nodes['2:2']!.fills).toEqual([filledPaint(after)]);
    expect(nodes['2:2']!.pluginData).toEqual({});

    await opened.figma.ask({ type: 'restore', scope: { kind: 'page' } });
    expect(opened.figma.snapshot().nodes['2:2']!.fills).toEqual([filledPaint(opened.before)]);
  });

  it('are changed both if the instance has an image of its own', async () => {
    const opened = await open((hash) => ({ follows: undefined, fills: [filledPaint(hash)] }));
    const { applied } = await reduce(opened);
    expect(applied).toMatchObject({ paints: 2, skipped: [] });
  });
});
