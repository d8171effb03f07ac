import { describe, expect, it } from 'vitest';
import { SWATCH_TYPE } from '../src/shared/protocol.ts';
import { openPage } from './host/opened.ts';

const red = { r: 1, g: 0, b: 0, a: 1 };
const haze = { r: 0, g: 0.5, b: 1, a: 0.25 };
const swatches = [
  { name: '01', color: red, share: 0.7 },
  { name: '02', color: haze, share: 0.004 },
];

describe('styles', () => {
  it('are made in the folder, and updated when they are there', async () => {
    const { figma } = await openPage(() => [], { styles: [{ id: 'S:1,', name: 'Other', paints: [] }] });
    const request = { type: 'write-styles', folder: 'Brand/Sea', swatches } as const;
    expect(await figma.ask(request)).toMatchObject({ created: 2, updated: 0 });
    const changed = { ...request, swatches: [{ ...swatches[0]!, color: haze }, swatches[1]!] };
    expect(await figma.ask(changed)).toMatchObject({ created: 0, updated: 2 });
    const { styles, undoSteps } = figma.snapshot();
    const paint = { type: 'SOLID', color: { r: 0, g: 0.5, b: 1 }, opacity: 0.25 };
    expect(styles.map(({ name, paints }) => [name, paints])).toEqual([
      ['Other', []],
      ['Brand/Sea/01', [paint]],
      ['Brand/Sea/02', [paint]],
    ]);
    expect(undoSteps).toHaveLength(2);
  });

  it('of one name are numbered, the same every time', async () => {
    const { figma } = await openPage(() => []);
    for (let time = 0; time < 2; time++)
      await figma.ask({ type: 'write-styles', folder: '', swatches: [swatches[0]!, swatches[0]!] });
    expect(figma.snapshot().styles.map(({ name }) => name)).toEqual(['01', '01 2']);
  });

  it.each(['figjam', 'slides', 'buzz'] as const)('are not there in %s', async (editorType) => {
    const { figma } = await openPage(() => [], { editorType });
    expect(await figma.ask({ type: 'ready' })).toMatchObject({
      can: { styles: false, variables: false, frames: true },
    });
    for (const request of [
      { type: 'write-styles', folder: '', swatches },
      { type: 'write-variables', collection: 'Sea', swatches },
    ])
      expect(await figma.askAnyhow(request)).toMatchObject({ type: 'failed', code: 'unsupported' });
    expect(await figma.ask({ type: 'targets' })).toMatchObject({ styles: [], collections: [] });
  });
});

describe('variables', () => {
  const request = { type: 'write-variables', collection: 'Sea', swatches } as const;

  it('are made in the collection, and updated when they are there', async () => {
    const { figma } = await openPage(() => []);
    expect(await figma.ask(request)).toMatchObject({ created: 2, updated: 0 });
    const changed = { ...request, swatches: [{ ...swatches[0]!, color: haze }, swatches[1]!] };
    expect(await figma.ask(changed)).toMatchObject({ created: 0, updated: 2 });
    const { collections, variables } = figma.snapshot();
    expect(collections.map(({ name }) => name)).toEqual(['Sea']);
    expect(variables.map(({ name, values }) => [name, Object.values(values)])).toEqual([
      ['01', [haze]],
      ['02', [haze]],
    ]);
  });

  it('of other modes and collections stay', async () => {
    const collections = [
      {
        id: 'C:1',
        name: 'Sea',
        modes: ['Light', 'Dark'],
        variables: [{ id: 'V:1', name: '01', values: [haze, haze] }],
      },
      { id: 'C:2', name: 'Land', modes: ['Mode'], variables: [{ id: 'V:2', name: '01', values: [haze] }] },
    ];
    const { figma } = await openPage(() => [], { collections });
    expect(await figma.ask(request)).toMatchObject({ created: 1, updated: 1 });
    const { variables } = figma.snapshot();
    expect(
      variables.map(({ name, collection, values }) => [collection, name, Object.values(values)]),
    ).toEqual([
      ['Sea', '01', [red, haze]],
      ['Land', '01', [haze]],
      ['Sea', '02', [haze, haze]],
    ]);
  });

  it('of another type are not touched', async () => {
    const variables = [{ id: 'V:1', name: '01', type: 'FLOAT', values: [7] }];
    const { figma } = await openPage(() => [], {
      collections: [{ id: 'C:1', name: 'Sea', modes: ['Mode'], variables }],
    });
    const answer = await figma.askAnyhow(request);
    expect(answer).toMatchObject({
      type: 'failed',
      message: '“01” in “Sea” already exists and is not a color.',
    });
    expect(figma.snapshot().variables).toMatchObject([{ values: { 'C:1/0': 7 } }]);
  });

  it('have names that Figma allows', async () => {
    const { figma } = await openPage(() => []);
    await figma.ask({ ...request, swatches: [{ ...swatches[0]!, name: ' a.b {c}  d ' }] });
    expect(figma.snapshot().variables[0]!.name).toBe('a-b -c- d');
  });
});

describe('swatches', () => {
  it('are a frame with auto-layout, selected, in one step', async () => {
    const { figma } = await openPage(() => []);
    expect(await figma.ask({ type: 'draw-swatches', title: 'Sea', swatches })).toMatchObject({ created: 2 });
    const { nodes, selection, undoSteps } = figma.snapshot();
    const [frame] = Object.entries(nodes).filter(([, { name }]) => name === 'Sea');
    expect(frame![1]).toMatchObject({ type: 'FRAME', parent: '0:1', props: { layoutMode: 'VERTICAL' } });
    expect(selection).toEqual([frame![0]]);
    expect(undoSteps).toHaveLength(1);
    const texts = Object.values(nodes).filter(({ type }) => type === 'TEXT');
    expect(texts.map(({ props }) => props.characters)).toEqual(['#FF0000  70 %', '#0080FF40  < 1 %']);
    const colors = Object.values(nodes).filter(({ type }) => type === 'RECTANGLE');
    expect(colors.map(({ fills }) => fills)).toEqual([
      [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 }, opacity: 1 }],
      [{ type: 'SOLID', color: { r: 0, g: 0.5, b: 1 }, opacity: 0.25 }],
    ]);
  });

  const drop = (nodeId: string, data: string, type = SWATCH_TYPE) =>
    JSON.stringify({
      nodeId,
      x: 5,
      y: 6,
      absoluteX: 105,
      absoluteY: 206,
      files: [],
      items: [{ type, data }],
    });

  it.each([
    ['FRAME', '1:1', 5],
    ['INSTANCE', '0:1', 105],
    ['RECTANGLE', '0:1', 105],
  ])('that are dropped on a layer of type %s are layers', async (type, parent, x) => {
    const { figma } = await openPage(() => [{ id: '1:1', type }]);
    expect(figma.call('drop', drop('1:1', JSON.stringify(swatches[0])))).toBe('[false]');
    const { nodes, selection } = figma.snapshot();
    expect(nodes[selection[0]!]).toMatchObject({ type: 'RECTANGLE', name: '01', parent, x });
  });

  it('are not made of what others drag', async () => {
    const { figma } = await openPage(() => []);
    expect(figma.call('drop', drop('0:1', 'text', 'text/plain'))).toBe('[true]');
    expect(figma.call('drop', drop('0:1', 'no swatch'))).toBe('[false]');
    expect(Object.keys(figma.snapshot().nodes)).toEqual(['0:1']);
  });
});

describe('colors to match', () => {
  it('are those of styles of one visible color, and of variables in each mode', async () => {
    const solid = { type: 'SOLID', color: { r: 1, g: 0, b: 0 } };
    const alias = (id: string) => ({ type: 'VARIABLE_ALIAS', id });
    const { figma } = await openPage(() => [], {
      styles: [
        {
          id: 'S:1,',
          name: 'Red',
          paints: [
            { ...solid, opacity: 0.5 },
            { ...solid, visible: false },
          ],
        },
        { id: 'S:2,', name: 'Two', paints: [solid, solid] },
        { id: 'S:3,', name: 'None', paints: [] },
        { id: 'S:4,', name: 'Library', paints: [solid], remote: true },
      ],
      collections: [
        {
          id: 'C:1',
          name: 'Theme',
          modes: ['Light', 'Dark'],
          variables: [
            { id: 'V:1', name: 'bg', values: [red, haze] },
            { id: 'V:2', name: 'bg again', values: [alias('V:1'), alias('V:4')] },
            { id: 'V:3', name: 'circle', values: [alias('V:3'), red] },
            { id: 'V:5', name: 'size', type: 'FLOAT', values: [1, 2] },
          ],
        },
        { id: 'C:2', name: 'Base', modes: ['Mode'], variables: [{ id: 'V:4', name: 'sky', values: [haze] }] },
      ],
    });
    const { styles, collections } = await figma.ask({ type: 'targets' });
    expect(styles).toEqual([{ id: 'S:1,', name: 'Red', color: { r: 1, g: 0, b: 0, a: 0.5 } }]);
    expect(collections).toMatchObject([
      {
        name: 'Theme',
        modes: [{ name: 'Light' }, { name: 'Dark' }],
        variables: [
          { name: 'bg', colors: [red, haze] },
          { name: 'bg again', colors: [red, haze] },
        ],
      },
      { name: 'Base', variables: [{ name: 'sky', colors: [haze] }] },
    ]);
  });
});

describe('a collection with several modes', () => {
  const open = () =>
    openPage(() => [], {
      collections: [
        {
          ...{ id: 'C:1', name: 'Brand', modes: ['Light', 'Dark'] },
          variables: [{ id: 'V:1', name: 'Red', values: [BLACK, BLACK] }],
        },
      ],
    });
  const BLACK = { r: 0, g: 0, b: 0, a: 1 };
  const RED = { r: 1, g: 0, b: 0, a: 1 };
  const swatches = ['Red', 'New'].map((name) => ({ name, color: RED, share: 0.5 }));

  it.each([
    ['the first', undefined, { 'C:1/0': RED, 'C:1/1': BLACK }],
    ['the chosen one', 'C:1/1', { 'C:1/0': BLACK, 'C:1/1': RED }],
  ])('has the colors in %s, and new variables in all', async (_, mode, values) => {
    const { figma } = await open();
    expect((await figma.ask({ type: 'targets' })).modes).toEqual([
      {
        collection: 'Brand',
        modes: [
          { id: 'C:1/0', name: 'Light' },
          { id: 'C:1/1', name: 'Dark' },
        ],
      },
    ]);
    const request = { type: 'write-variables', collection: 'Brand', swatches } as const;
    expect(await figma.ask({ ...request, ...(mode && { mode }) })).toMatchObject({ created: 1, updated: 1 });
    expect(figma.snapshot().variables).toMatchObject([
      { name: 'Red', values },
      { name: 'New', values: { 'C:1/0': RED, 'C:1/1': RED } },
    ]);
  });
});
