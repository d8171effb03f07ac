import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { bundledFolders, noticesOf } from '../scripts/notices.mjs';

/** A folder with a package `lib` of a license, and the metafile of a bundle that holds its code. */
function projectWith(license: string, files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'kcolors-licenses-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const lib = join(folder, 'node_modules/lib');
  mkdirSync(lib, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "name": "project" }');
  writeFileSync(join(lib, 'package.json'), JSON.stringify({ name: 'lib', license }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(lib, name), text);
  const inputs = {
    'node_modules/lib/index.js': { bytesInOutput: 9 },
    'node_modules/unused/index.js': { bytesInOutput: 0 },
    'src/main.js': { bytesInOutput: 9 },
  };
  return bundledFolders(folder, [{ outputs: { 'dist/main.js': { inputs } } }]);
}

describe('third-party notices', () => {
  test('hold every license file of a bundled package, and of no other', () => {
    const folders = projectWith('MIT', { 'LICENSE.md': 'Do as you like.', NOTICE: 'By me.', 'index.js': '' });
    expect(folders).toHaveLength(1);
    expect(noticesOf(folders)).toContain('lib: LICENSE.md\n\nDo as you like.\n');
    expect(noticesOf(folders)).toContain('lib: NOTICE\n\nBy me.\n');
  });

  test('are an error when a bundled package has no license text', () => {
    const folders = projectWith('MIT', { 'index.js': '' });
    expect(() => noticesOf(folders)).toThrow('lib is bundled, but it has no file with its license.');
  });

  test('are an error when a license is not accepted', () => {
    const folders = projectWith('GPL-3.0-only', { LICENSE: 'Share.' });
    expect(() => noticesOf(folders)).toThrow('but found GPL-3.0-only');
    const both = projectWith('(MIT AND GPL-3.0-only)', { LICENSE: 'Share.' });
    expect(() => noticesOf(both)).toThrow('but found (MIT AND GPL-3.0-only)');
    expect(noticesOf(projectWith('(MIT AND Zlib)', { LICENSE: 'Take it.' }))).toContain('Take it.');
  });
});

describe('the plugin for Figma', () => {
  const read = (name: string) =>
    readFileSync(fileURLToPath(new URL(`../packages/figma-plugin/dist/${name}`, import.meta.url)), 'utf8');

  test('brings the notices of what is bundled within the two files that Figma loads', () => {
    const page = read('ui.html');
    const bundled = [
      '@jsquash/jpeg',
      '@jsquash/oxipng',
      '@jsquash/webp',
      'culori',
      'fflate',
      'jpeg-js',
      'valibot',
    ];
    for (const name of bundled) expect(page).toMatch(new RegExp(`^${name}: .*LICENSE`, 'm'));
    expect(page.trimEnd().endsWith('-->')).toBe(true);
    expect(read('main.js')).toMatch(/^valibot: LICENSE/m);
  });
});
