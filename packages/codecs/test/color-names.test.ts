import { namePalette, nearestName } from '@kcolors/codecs/color-names';
import { colornames } from 'color-name-list/short';
import { describe, expect, it } from 'vitest';

const list = colornames as readonly { readonly name: string; readonly hex: string }[];

describe('names of colors', () => {
  it('are those of the list, for every color that is in it', () => {
    for (const { name, hex } of list) expect(nearestName(hex), hex).toBe(name);
  });

  it('are those of the color that looks most alike, whatever the opacity', () => {
    const { name, hex } = list.find((each) => each.name === 'Black')!;
    expect(nearestName('#000001')).toBe(name);
    expect(nearestName(`${hex}80`)).toBe(name);
  });

  it('come once in a palette, with the nearest that is free for a color that is there twice', () => {
    const given = [
      { hex: '#000000' },
      { hex: '#000000' },
      { hex: '#010101', name: 'Coal' },
      { hex: '#00000000' },
    ];
    const { colors } = namePalette({ colors: given });
    const names = colors.map(({ name }) => name);
    expect(names[0]).toBe('Black');
    expect(names[2]).toBe('Coal');
    expect(names[3]).toBe('Transparent');
    expect(new Set(names).size).toBe(4);
    expect(list.map(({ name }) => name)).toContain(names[1]);
  });
});
