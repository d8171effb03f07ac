import { describe, expect, it, vi } from 'vitest';
import { parseAsk, parseFromPage } from '../src/palette-view/protocol.ts';

vi.stubGlobal('HTMLElement', class {}); // none is made here: only functions of the elements are used
const { afterEdit, withAdded, withCount } = await import('../src/webview/palette-ask.ts');

const shown = [
  { hex: '#ffffff', share: 0.5 },
  { hex: '#ff0000', share: 0.3 },
  { hex: '#00ff00', share: 0.2 },
];
const ask = { colors: 3, salience: 0.75, fixedColors: [] };

describe('what is asked for', () => {
  it('keeps a color that was locked, and no more when it is let go', () => {
    const locked = afterEdit(ask, { kind: 'lock', hex: '#ff0000' }, shown);
    expect(locked).toEqual({ ...ask, fixedColors: ['#ff0000'] });
    expect(afterEdit(locked, { kind: 'unlock', hex: '#ff0000' }, shown)).toEqual(ask);
    const both = afterEdit(locked, { kind: 'lock', hex: '#00ff00' }, shown);
    expect(both.fixedColors).toEqual(['#ff0000', '#00ff00']);
  });

  it('has the new color instead of one that was edited', () => {
    expect(afterEdit(ask, { kind: 'edit', hex: '#ff0000', to: '#0000ff' }, shown).fixedColors).toEqual([
      '#0000ff',
    ]);
  });

  it('has one color less for each that was merged, also where their number was left open', () => {
    for (const colors of [0, 3]) {
      const merged = afterEdit({ ...ask, colors }, { kind: 'merge', colors: shown.slice(1) }, shown);
      expect(merged.colors).toBe(2);
      expect(merged.fixedColors).toHaveLength(1);
    }
    expect(afterEdit({ ...ask, colors: 1 }, { kind: 'merge', colors: shown }, shown).colors).toBe(1);
  });

  it('is the other colors when one is taken out, but for the last', () => {
    const others = { ...ask, colors: 2, fixedColors: ['#ffffff', '#00ff00'] };
    expect(afterEdit({ ...ask, colors: 0 }, { kind: 'remove', hex: '#ff0000' }, shown)).toEqual(others);
    expect(afterEdit(ask, { kind: 'remove', hex: '#ffffff' }, shown.slice(0, 1))).toBe(ask);
  });

  it('has one color more when one is added, up to 64', () => {
    expect(withAdded(ask, '#0000ff', shown)).toEqual({ ...ask, colors: 4, fixedColors: ['#0000ff'] });
    expect(withAdded({ ...ask, colors: 0 }, '#0000ff', shown).colors).toBe(0);
    const full = {
      ...ask,
      colors: 64,
      fixedColors: Array.from({ length: 64 }, (_, i) => `#0000${(i + 16).toString(16)}`),
    };
    expect(withAdded(full, '#ffffff', shown)).toBe(full);
    expect(afterEdit(full, { kind: 'lock', hex: '#ffffff' }, shown)).toBe(full);
  });

  it('has room for what is locked, and is within what can be', () => {
    const locked = { ...ask, fixedColors: ['#ff0000', '#00ff00'] };
    expect(withCount(locked, 1).colors).toBe(2);
    expect(withCount(locked, 99).colors).toBe(64);
    expect(withCount(locked, Number.NaN)).toBe(locked);
  });
});

describe('messages of the page', () => {
  const color = { hex: '#ff0000', share: 0.5, locked: true };

  it.each([
    { type: 'ready' },
    { type: 'ask', ask: { colors: 0, salience: 1, fixedColors: ['#ff000080'] } },
    { type: 'insert', colors: [color], use: { kind: 'scales', dark: true } },
    { type: 'copy-palette', colors: [color], use: { kind: 'colors', dark: false } },
    { type: 'copy', text: '#ffffff' },
    { type: 'problem', message: 'No.' },
  ])('are taken: $type', (message) => {
    expect(parseFromPage({ ...message, more: 'is left out' })).toEqual(message);
  });

  it.each([
    undefined,
    'ready',
    { type: 'else' },
    { type: 'ask' },
    { type: 'ask', ask: { colors: 65, salience: 1, fixedColors: [] } },
    { type: 'ask', ask: { colors: 1.5, salience: 1, fixedColors: [] } },
    { type: 'ask', ask: { colors: 6, salience: 2, fixedColors: [] } },
    { type: 'ask', ask: { colors: 6, salience: 1, fixedColors: ['red'] } },
    { type: 'insert', colors: [color] },
    { type: 'insert', colors: [color], use: { kind: 'else', dark: true } },
    { type: 'insert', colors: [], use: { kind: 'colors', dark: false } },
    { type: 'insert', colors: [{ ...color, hex: '#f00"' }] },
    { type: 'insert', colors: [{ ...color, share: 'all' }] },
    { type: 'copy-palette', colors: [{ hex: '#ff0000', share: 1 }] },
    { type: 'copy', text: 7 },
  ])('are refused: %j', (message) => {
    expect(parseFromPage(message)).toBeUndefined();
  });

  it('of a state that was kept are taken only as what can be asked for', () => {
    expect(parseAsk({ ...ask, more: 1 })).toEqual(ask);
    expect(parseAsk({ ...ask, fixedColors: 'none' })).toBeUndefined();
    expect(parseAsk(null)).toBeUndefined();
  });
});
