import { describe, expect, it } from 'vitest';
import { parseFromPage } from '../src/preview/protocol.ts';

describe('messages of the page', () => {
  it.each([
    { type: 'ready' },
    { type: 'save', as: 'copy', base: 'ab', bytes: Uint8Array.of(1), format: 'webp' },
    { type: 'copy', text: '#ffffff' },
    { type: 'problem', message: 'No.' },
  ])('are taken: $type', (message) => {
    expect(parseFromPage({ ...message, more: 'is left out' })).toEqual(message);
  });

  it.each([
    undefined,
    'ready',
    {},
    { type: 'else' },
    { type: 'save', as: 'over', base: 'ab', bytes: [1], format: 'png' },
    { type: 'save', as: 'over', bytes: Uint8Array.of(1), format: 'png' },
    { type: 'save', as: 'elsewhere', base: 'ab', bytes: Uint8Array.of(1), format: 'png' },
    { type: 'save', as: 'over', base: 'ab', bytes: Uint8Array.of(1), format: 'exe' },
    { type: 'copy', text: 7 },
  ])('are refused: %j', (message) => {
    expect(parseFromPage(message)).toBeUndefined();
  });
});
