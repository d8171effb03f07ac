import { colornames } from 'color-name-list/short';
import { expect, test } from 'vitest';
import { nearestName } from '../src/nearest-name.ts';

const list = colornames as readonly { name: string; hex: string }[];

test('a color of the list has its own name', () => {
  expect(list.length).toBeGreaterThan(2000);
  for (const { name, hex } of list) expect(nearestName(hex), hex).toBe(name);
});

test('others have that of the color that looks most like them, transparent or not', () => {
  const [{ name, hex }] = list as [{ name: string; hex: string }];
  const blue = Number.parseInt(hex.slice(5), 16);
  const beside = `${hex.slice(0, 5)}${(blue ^ 1).toString(16).padStart(2, '0')}`;
  expect(nearestName(beside)).toBe(name);
  expect(nearestName(`${hex}80`)).toBe(name);
});
