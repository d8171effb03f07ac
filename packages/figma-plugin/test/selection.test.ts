import { describe, expect, it } from 'vitest';
import { openPage } from './host/opened.ts';
import { filledPaint } from './host/paints.ts';

const open = () =>
  openPage(
    (hash) => ['1:1', '1:2'].map((id) => ({ id, type: 'RECTANGLE', fills: [filledPaint(hash)] })),
    (hash) => ({
      selection: ['1:1'],
      pages: [
        {
          ...{ id: '0:1', name: 'Page 1' },
          children: ['1:1', '1:2'].map((id) => ({ id, type: 'RECTANGLE', fills: [filledPaint(hash)] })),
        },
        {
          id: '0:2',
          name: 'Page 2',
          children: [{ id: '2:1', type: 'RECTANGLE', fills: [filledPaint(hash)] }],
        },
      ],
    }),
  );
type Figma = Awaited<ReturnType<typeof open>>['figma'];

const scanned = async (figma: Figma) => {
  const { images } = await figma.ask({ type: 'scan', scope: { kind: 'selection' } });
  return images.flatMap(({ uses }) => uses.map(({ nodeId }) => nodeId));
};
const told = (figma: Figma) => figma.messages.filter(({ type }) => type === 'selection').length;

describe('a layer that the plugin shows', () => {
  it('is selected, but what the person selected stays the scope, and nothing is told', async () => {
    const { figma } = await open();
    await figma.ask({ type: 'reveal', nodeIds: ['1:2'] });
    await figma.ask({ type: 'reveal', nodeIds: ['1:2', '1:1'] });
    await figma.settle();
    expect(figma.snapshot().selection).toEqual(['1:2', '1:1']);
    expect(told(figma)).toBe(0);
    expect(await scanned(figma)).toEqual(['1:1']);
  });

  it('may be on another page', async () => {
    const { figma } = await open();
    await figma.ask({ type: 'reveal', nodeIds: ['2:1'] });
    await figma.settle();
    expect(figma.call('currentPageId')).toBe('0:2');
    expect(figma.snapshot().selection).toEqual(['2:1']);
    expect(told(figma)).toBe(0);
    expect(await scanned(figma)).toEqual(['1:1']);
  });

  it('counts no more when the person selects another one', async () => {
    const { figma } = await open();
    await figma.ask({ type: 'reveal', nodeIds: ['1:2'] });
    figma.call('select', '["1:1","1:2"]');
    await figma.settle();
    expect(told(figma)).toBe(1);
    expect(await scanned(figma)).toEqual(['1:1', '1:2']);
  });

  it('is the scope if nothing was selected', async () => {
    const { figma } = await open();
    figma.call('select', '[]');
    await figma.ask({ type: 'reveal', nodeIds: ['1:2'] });
    expect(await scanned(figma)).toEqual(['1:2']);
  });

  it('is a new frame of swatches as well', async () => {
    const { figma } = await open();
    const swatches = [{ name: 'Red', color: { r: 1, g: 0, b: 0, a: 1 }, share: 1 }];
    await figma.ask({ type: 'draw-swatches', title: 'Palette', swatches });
    await figma.settle();
    expect(figma.snapshot().selection).toHaveLength(1);
    expect(told(figma)).toBe(0);
    expect(await scanned(figma)).toEqual(['1:1']);
  });
});
