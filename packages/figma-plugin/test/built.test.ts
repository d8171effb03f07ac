// The script as it is built: what is in it, and that an older engine runs it as well.
import { describe, expect, it } from 'vitest';
import { pluginPage, pluginScript } from './host/build.ts';
import type { EngineName } from './host/engine.ts';
import { openPage, reduce } from './host/opened.ts';
import { imagePaint, otherPaints } from './host/paints.ts';

describe('the script of the sandbox', () => {
  const script = pluginScript();

  it('is small', () => {
    expect(script.length).toBeLessThan(60_000);
  });

  it.each([
    'window',
    'document',
    'fetch',
    'XMLHttpRequest',
    'structuredClone',
    'TextDecoder',
    'import',
    'require',
  ])('does without %s', (name) =>
    expect(script).not.toMatch(new RegExp(`(?<![\\w$.'"\`-])${name}(?![\\w$'"\`:-])`)),
  );

  it.each([
    ...['getNodeById', 'getStyleById', 'getLocalPaintStyles', 'getVariableById', 'getLocalVariables'],
    ...['getLocalVariableCollections', 'setRangeFillStyleId', 'getVariableCollectionById'],
  ])('calls no %s, which Figma forbids', (name) => expect(script).not.toMatch(new RegExp(`\\b${name}\\(`)));

  it.each(['fillStyleId', 'strokeStyleId', 'vectorNetwork', 'currentPage'])(
    'does not assign %s, which Figma forbids',
    (name) => expect(script).not.toMatch(new RegExp(`\\.${name}\\s*=[^=]`)),
  );

  it('is in the JavaScript of 2017', () => {
    expect(script).not.toMatch(/\?\.[a-zA-Z_$([]|\?\?|for await|\*\*=|\|\|=|&&=/);
  });
});

describe('the page', () => {
  const page = pluginPage();

  it('is one file that loads nothing', () => {
    expect(page.length).toBeLessThan(1_100_000);
    expect(page).not.toMatch(/<(link|img|iframe|script)[^>]*\s(src|href)=/i);
  });

  it('has its scripts to their ends: no end tag is within one', () => {
    expect(page.match(/<script/gi)!.length).toBe(page.match(/<\/script>/gi)!.length);
    expect(page).not.toMatch(/\/\* (style|worker|script) \*\//);
  });
});

describe.each(['newest', 'older'] as const satisfies readonly EngineName[])('the %s engine', (engine) => {
  it('runs it all', async () => {
    const opened = await openPage(
      (hash) => [
        {
          id: '1:1',
          type: 'FRAME',
          children: [{ id: '1:2', type: 'RECTANGLE', fills: [otherPaints[0], imagePaint(hash)] }],
        },
        { id: '1:3', type: 'RECTANGLE', fillStyleId: 'S:1,' },
      ],
      (hash) => ({ styles: [{ id: 'S:1,', name: 'Sea', paints: [imagePaint(hash)] }] }),
      engine,
    );
    const { figma } = opened;
    const before = figma.snapshot();
    expect((await reduce(opened)).applied).toMatchObject({ paints: 2, skipped: [] });
    const swatches = [{ name: 'a', color: { r: 1, g: 0, b: 0, a: 1 }, share: 1 }];
    expect(await figma.ask({ type: 'write-variables', collection: 'Sea', swatches })).toMatchObject({
      created: 1,
    });
    expect(await figma.ask({ type: 'draw-swatches', title: 'Sea', swatches })).toMatchObject({ created: 1 });
    expect(await figma.ask({ type: 'restore', scope: { kind: 'file' } })).toMatchObject({
      paints: 2,
      skipped: [],
    });
    const { nodes, styles } = figma.snapshot();
    expect({ nodes: { '1:2': nodes['1:2'], '1:3': nodes['1:3'] }, styles }).toEqual({
      nodes: { '1:2': before.nodes['1:2'], '1:3': before.nodes['1:3'] },
      styles: before.styles,
    });
    expect(figma.complaints).toEqual([]);
  });
});

describe('the older engine', () => {
  it('is one without structuredClone, as Figma had', async () => {
    const { figma } = await openPage(() => [], {}, 'older');
    expect(() => figma.call('edit', 'structuredClone({})')).toThrow(/structuredClone/);
  });
});
