import { describe, expect, it } from 'vitest';
import type { Uri } from 'vscode';
import { excluder } from '../src/selection/excluded.ts';
import { targetsOf } from '../src/selection/targets.ts';

/** What a Uri of VS Code is to this code. */
const uri = (path: string): Uri =>
  ({ scheme: 'file', path, with: () => {}, toString: () => `file://${path}` }) as unknown as Uri;

describe('what a command was called on', () => {
  const [a, b, c] = [uri('/a.png'), uri('/b.png'), uri('/c.png')];

  it('is the whole selection of the Explorer, each file once', () => {
    expect(targetsOf([b, [a, b, c]])).toEqual([b, a, c]);
  });

  it('is the resources of source control, or those of a group', () => {
    expect(targetsOf([{ resourceUri: a }, { resourceUri: b }])).toEqual([a, b]);
    expect(targetsOf([{ id: 'index', resourceStates: [{ resourceUri: a }, { resourceUri: c }] }])).toEqual([
      a,
      c,
    ]);
  });

  it('is the file of an editor, without what VS Code says of its group', () => {
    expect(targetsOf([a, { groupId: 1 }])).toEqual([a]);
  });

  it('is nothing from the Command Palette', () => {
    expect(targetsOf([])).toEqual([]);
    expect(targetsOf([undefined, null, 'a.png', 7])).toEqual([]);
  });
});

describe('what is left out of folders', () => {
  const isExcluded = excluder(
    '',
    { '**/.git': true, '**/*.tmp.png': { when: '$(basename).png' }, 'assets/raw': true },
    { '**/node_modules': true, 'assets/raw': false },
  );

  it('is what a pattern names, and all below it', () => {
    expect(isExcluded('node_modules')).toBe(true);
    expect(isExcluded('a/node_modules/b/icon.png')).toBe(true);
    expect(isExcluded('.git/x.png')).toBe(true);
  });

  it('is nothing else', () => {
    expect(isExcluded('a/icon.png')).toBe(false);
    expect(isExcluded('node_modules.png')).toBe(false);
  });

  it('leaves out conditions on siblings, and patterns that are switched off again', () => {
    expect(isExcluded('a/b.tmp.png')).toBe(false);
    expect(isExcluded('assets/raw/a.png')).toBe(false);
  });

  it('is not the folder that was chosen, but what other patterns name within it', () => {
    const patterns = { '**/vendor': true, '**/*.raw.png': true };
    const isInVendor = excluder('lib/vendor', patterns);
    expect(isInVendor('lib/vendor/logo.png')).toBe(false);
    expect(isInVendor('lib/vendor/logo.raw.png')).toBe(true);
    expect(excluder('lib', patterns)('lib/vendor/logo.png')).toBe(true);
    expect(excluder('vendor/deep', patterns)('vendor/deep/logo.png')).toBe(false);
  });

  it('is nothing without patterns', () => {
    expect(excluder('', undefined, {})('a.png')).toBe(false);
  });
});
