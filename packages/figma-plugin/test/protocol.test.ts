import { describe, expect, it } from 'vitest';
import { parseAnswer } from '../src/shared/answers.ts';
import { parseRequest } from '../src/shared/requests.ts';

describe('requests of the page', () => {
  it.each([
    { type: 'ready', id: 0 },
    { type: 'scan', id: 1, scope: { kind: 'selection' } },
    { type: 'scan', id: 1, scope: { kind: 'nodes', ids: ['1:2'] } },
    { type: 'store', id: 2, hash: 'a', bytes: Uint8Array.of(1) },
    { type: 'cancel', id: 3, request: 2 },
  ])('are taken: $type', (message) => {
    expect(parseRequest({ ...message, more: 'is left out' })).toEqual(message);
  });

  it.each([
    undefined,
    'ready',
    {},
    { type: 'ready' },
    { type: 'ready', id: -1 },
    { type: 'else', id: 1 },
    { type: 'scan', id: 1, scope: { kind: 'nodes' } },
    { type: 'store', id: 2, hash: 'a', bytes: [1] },
    { type: 'store', id: 2, hash: 'a', bytes: Uint16Array.of(1) },
    { type: 'save-settings', id: 2, settings: { deep: { er: 1 } } },
  ])('are refused: %j', (message) => {
    expect(parseRequest(message)).toBeUndefined();
  });
});

describe('answers of the sandbox', () => {
  it.each([
    { type: 'selection', selected: 2, isOtherPage: true },
    { type: 'done', id: 4 },
    { type: 'failed', id: 4, code: 'figma', message: 'No.' },
    { type: 'bytes', id: 4, hash: 'a', bytes: Uint8Array.of(1), total: 9 },
  ])('are taken: $type', (message) => {
    expect(parseAnswer(message)).toEqual(message);
  });

  it('are refused when they are something else', () => {
    expect(parseAnswer({ type: 'bytes', id: 4, hash: 'a' })).toBeUndefined();
  });
});
