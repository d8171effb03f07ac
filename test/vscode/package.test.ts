import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { describe, expect, inject, test } from 'vitest';
import { supported } from './harness.ts';

/** Languages whose code contains paths of images. */
const LANGUAGES = [
  'css',
  'html',
  'javascript',
  'javascriptreact',
  'json',
  'less',
  'markdown',
  'php',
  'scss',
  'svelte',
  'typescript',
  'typescriptreact',
  'vue',
];

const MAX_BYTES = 1.5 * 2 ** 20;

describe.skipIf(!supported)('the package of the extension', () => {
  const vsix = () => new Uint8Array(readFileSync(inject('vscode')!.vsix));

  test('is small, with every codec inside', () => {
    expect(vsix().length).toBeLessThan(MAX_BYTES);
    expect(unzipSync(vsix())['extension/dist/worker.js']!.length).toBeGreaterThan(10 ** 6);
  });

  test('holds what it needs and nothing else', () => {
    const names = Object.keys(unzipSync(vsix())).filter((name) => name.startsWith('extension/'));
    expect(names.map((name) => name.slice('extension/'.length)).sort()).toEqual([
      'LICENSE.txt',
      'SUPPORT.md',
      'changelog.md',
      'dist/THIRD-PARTY-LICENSES.txt',
      'dist/extension.js',
      'dist/extension.web.js',
      'dist/palette-view.js',
      'dist/palettes.js',
      'dist/webview.js',
      'dist/worker.js',
      'l10n/bundle.l10n.de.json',
      'media/icon.png',
      'media/walkthrough-menu.svg',
      'media/walkthrough-palette.svg',
      'media/walkthrough-preview.svg',
      'media/walkthrough-restore.svg',
      'package.json',
      'package.nls.de.json',
      'package.nls.json',
      'readme.md',
    ]);
  });

  test('asks nothing of the network, and starts with nothing but languages that name images', () => {
    const files = unzipSync(vsix());
    const text = (name: string) => new TextDecoder().decode(files[`extension/${name}`]);
    const { activationEvents } = JSON.parse(text('package.json'));
    // Hovers need language events. The extension never starts with the window or for all file types.
    const languages = (activationEvents as string[]).filter((event) => event.startsWith('onLanguage:'));
    expect(languages).toEqual(LANGUAGES.map((language) => `onLanguage:${language}`));
    expect(activationEvents).toEqual([
      ...languages,
      'onWebviewPanel:kcolors.compare',
      'onWebviewPanel:kcolors.palette',
    ]);
    for (const name of ['dist/extension.js', 'dist/extension.web.js', 'dist/palettes.js']) {
      const asks =
        /\bfetch\(|\bXMLHttpRequest\b|\bWebSocket\b|require\("(?:node:)?(?:https?|net|tls)"\)/.test(
          text(name),
        );
      expect(asks, name).toBe(false);
    }
  });
});
