import { quantize } from '@kcolors/core';
import { expect, test } from 'vitest';
import { differenceOf } from './engines/compare.ts';

const data = Uint8Array.from({ length: 4 * 64 }, (_, i) => (i % 4 === 3 ? 255 : (i * 37) % 256));
const result = quantize({ data, width: 8, height: 8 }, { maxColors: 4 });

test('the check of the engines takes equal results for equal', () => {
  expect(differenceOf(result, structuredClone(result))).toBeUndefined();
});

test.each(['palette', 'indices', 'counts'] as const)('the check of the engines sees other %s', (name) => {
  const other = structuredClone(result);
  other[name][1]! += 1;
  expect(differenceOf(result, other)).toContain(`${name}[1]`);
  expect(differenceOf(result, { ...result, [name]: result[name].slice(1) })).toContain(`${name}: length`);
});

test.each(['mse', 'inertia', 'iterations'] as const)('the check of the engines sees another %s', (name) => {
  expect(differenceOf(result, { ...result, [name]: result[name] * (1 + Number.EPSILON) })).toContain(name);
});
