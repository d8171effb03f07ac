import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';

vi.stubGlobal('HTMLElement', class {}); // none is made here: only the texts of the elements are read
const { TEXTS } = await import('@kcolors/ui/studio');

const { SENTENCES, translate } = await import('../src/language/sentences.ts');

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const json = (path: string): Record<string, string> => JSON.parse(read(path));

/** Every text that the code asks for: the literals of `l10n.t`, and the texts of the preview. */
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: read(join('src', name)) }));
const LITERAL = /\bl10n\.t\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g;
const literals = sources.flatMap(({ text }) =>
  [...text.matchAll(LITERAL)].map(([, single, double]) => (single ?? double)!.replace(/\\(.)/g, '$1')),
);
const english = new Set([...literals, ...Object.values(TEXTS), ...SENTENCES]);

const bundles = readdirSync(join(root, 'l10n'));
const manifests = readdirSync(root).filter((name) => /^package\.nls\..+\.json$/.test(name));

/** What stands for values, sorted: another language may need them in another order. */
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
/** Commands, links to settings and other code: the same in every language. */
const code = (text: string) => (text.match(/`[^`]+`|\(command:[\w.]+\)/g) ?? []).sort();

it('asks for texts by literals alone', () => {
  expect(literals.length).toBeGreaterThan(50);
  const calls = sources.flatMap(({ text }) => text.match(/\bl10n\.t\(/g) ?? []);
  expect(calls.length).toBe(literals.length);
});

it('is there in the same languages everywhere', () => {
  const languages = bundles.map((name) => name.replace(/^bundle\.l10n\.|\.json$/g, ''));
  expect(languages).toContain('de');
  expect(manifests.map((name) => name.replace(/^package\.nls\.|\.json$/g, ''))).toEqual(languages);
});

describe.each(bundles)('%s', (name) => {
  const bundle = json(join('l10n', name));

  it('translates every text of the extension and of the preview, and nothing else', () => {
    expect(Object.keys(bundle).sort()).toEqual([...english].sort());
  });

  it('keeps the places of the values', () => {
    for (const [text, translation] of Object.entries(bundle)) {
      expect(translation.trim(), text).not.toBe('');
      expect(placeholders(translation), text).toEqual(placeholders(text));
    }
  });
});

describe('the sentences of the codecs', () => {
  const german = json('l10n/bundle.l10n.de.json');
  const codecs = fileURLToPath(new URL('../../codecs/src', import.meta.url));
  const said = readdirSync(codecs, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(codecs, name), 'utf8').replace(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, '{}'))
    .join();

  it.each(SENTENCES)('are said by them: %s', (sentence) => {
    expect(said).toContain(sentence.replace(/\{\d\}/g, '{}'));
  });

  it('are translated with their values', () => {
    expect(translate('Only the first of 12 frames was read.', german)).toBe(
      'Nur das erste von 12 Bildern wurde gelesen.',
    );
    expect(translate('A GIF cannot store EXIF, XMP: dropped.', german)).toBe(
      'GIF kann EXIF, XMP nicht speichern: weggelassen.',
    );
  });

  it('stay as they are where there is no other', () => {
    expect(translate('Something else. Really.', german)).toBe('Something else. Really.');
    expect(translate(SENTENCES[0], {})).toBe(SENTENCES[0]);
  });
});

describe('the texts of the manifest', () => {
  const texts = json('package.nls.json');

  it('are all there, and all used', () => {
    const used = [...read('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key!);
    expect(Object.keys(texts).sort()).toEqual([...new Set(used)].sort());
  });

  it.each(manifests)('are in %s, with the same commands and settings', (name) => {
    const translations = json(name);
    expect(Object.keys(translations)).toEqual(Object.keys(texts));
    for (const [key, text] of Object.entries(texts)) {
      expect(translations[key]!.trim(), key).not.toBe('');
      expect(code(translations[key]!), key).toEqual(code(text));
    }
  });
});
