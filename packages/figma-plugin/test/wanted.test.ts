import { DEFAULT_REQUEST } from '@kcolors/codecs/request';
import { describe, expect, it } from 'vitest';
import {
  added,
  colorsOptions,
  edited,
  imported,
  namedPalette,
  startedOver,
  type Wanted,
} from '../src/ui/palette/wanted.ts';

const start: Wanted = {
  request: { ...DEFAULT_REQUEST, space: 'oklab', colors: 8 },
  auto: false,
  salience: 0.5,
  names: new Map(),
};
const brand = {
  name: 'Brand',
  colors: [
    { hex: '#c1121f', name: 'Danger' },
    { hex: '#003049', name: 'Text' },
    { hex: '#c1121f', name: 'Accent' },
  ],
};
const shownOf = ({ request }: Wanted) => request.fixedColors.map((hex) => ({ hex, share: 0.5 }));
const namesOf = (wanted: Wanted) =>
  namedPalette(shownOf(wanted), wanted).colors.map(({ hex, name }) => `${hex} ${name}`);

describe('what is wanted of a palette', () => {
  it('is what images are asked for', () => {
    expect(colorsOptions(start)).toEqual({ colors: 8, salience: 0.5 });
    expect(colorsOptions({ ...start, auto: true })).toMatchObject({ colors: 'auto' });
    const more = added(start, '#00ff0080');
    expect(colorsOptions(more)).toMatchObject({ colors: 8, fixedColors: Uint8Array.of(0, 255, 0, 128) });
  });

  it('is never more than can be looked for', () => {
    const colors = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ hex: `#0000${i.toString(16).padStart(2, '0')}` }));
    expect(colorsOptions(imported(start, { colors: colors(65) }))).toBeUndefined();
    expect(colorsOptions(imported(start, { colors: colors(64) }))).toMatchObject({ colors: 64 });
  });

  it('is exactly an imported palette, every name of each color', () => {
    const wanted = imported({ ...start, auto: true }, brand);
    expect(wanted).toMatchObject({ name: 'Brand', auto: false, request: { colors: 2 } });
    expect(wanted.request.fixedColors).toEqual(['#c1121f', '#003049']);
    expect(namesOf(wanted)).toEqual(['#c1121f Danger', '#c1121f Accent', '#003049 Text']);
    expect(added(wanted, '#ffffff').request).toMatchObject({ colors: 3 });
    expect(startedOver(wanted, 8)).toEqual(start);
  });

  it('keeps names when a color is changed, and when it takes in another one', () => {
    const wanted = imported(start, brand);
    const changed = edited(wanted, { kind: 'edit', hex: '#003049', to: '#00F' }, 2);
    expect(namesOf(changed)).toEqual(['#c1121f Danger', '#c1121f Accent', '#0000ff Text']);
    const merged = edited(wanted, { kind: 'merge', colors: shownOf(wanted) }, 2);
    expect(namesOf(merged).map((name) => name.slice(8))).toEqual(['Danger', 'Accent']);
  });
});
