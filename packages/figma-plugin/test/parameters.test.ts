import { expect, it } from 'vitest';
import { parseQuickAction } from '../src/shared/parameters.ts';

it.each([
  [{ colors: '16' }, { colors: 16, dithering: undefined }],
  [
    { colors: ' 256 ', dither: 'none' },
    { colors: 256, dithering: 'none' },
  ],
  [
    { colors: '2', dither: 'Floyd' },
    { colors: 2, dithering: 'floyd-steinberg' },
  ],
])('%j asks for %j', (parameters, action) => {
  expect(parseQuickAction(parameters)).toEqual(action);
});

it.each([
  [{}, 'Expected a whole number from 2 to 256 but received “”.'],
  [{ colors: '1' }, 'Expected a whole number from 2 to 256 but received “1”.'],
  [{ colors: '2.5' }, 'Expected a whole number from 2 to 256 but received “2.5”.'],
  [{ colors: '16', dither: 'e' }, expect.stringMatching(/^Expected none, floyd.* but received “e”\.$/)],
  [{ colors: '16', dither: 'x' }, expect.stringMatching(/but received “x”\.$/)],
])('%j is refused', (parameters, message) => {
  expect(parseQuickAction(parameters)).toEqual(message);
});
