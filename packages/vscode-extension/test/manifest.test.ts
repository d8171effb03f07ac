import { existsSync, readFileSync } from 'node:fs';
import { IMAGE_EXTENSIONS, needsDecoder, promisedFormat } from '@kcolors/codecs';
import { promisedPaletteFormat } from '@kcolors/codecs/palettes';
import { describe, expect, it } from 'vitest';

const at = (path: string) => new URL(`../${path}`, import.meta.url);
const manifest = JSON.parse(readFileSync(at('package.json'), 'utf8'));
const { commands, menus, submenus, walkthroughs } = manifest.contributes;

interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

interface Step {
  readonly description: string;
  readonly media: { readonly svg: string };
  readonly completionEvents: readonly string[];
}

const steps: readonly Step[] = walkthroughs.flatMap((each: { steps: readonly Step[] }) => each.steps);

/** Extensions of formats that every host reads: AVIF needs the decoder of a browser. */
const EXTENSIONS = Object.values(IMAGE_EXTENSIONS)
  .flat()
  .filter((extension) => !needsDecoder(promisedFormat(`image${extension}`)!));
const PALETTE_MENU = 'kcolors.paletteMenu';

/** What the extensions of files are compared with where menu items are shown. */
function patternsOf(isWanted: (item: MenuItem) => boolean): RegExp[] {
  const conditions = Object.values<MenuItem[]>(menus)
    .flat()
    .filter(isWanted)
    .flatMap(({ when = '' }) => when.match(/(?<=resourceExtname =~ )\/.*\/i/g) ?? []);
  expect(conditions.length).toBeGreaterThan(0);
  return conditions.map((condition) => new RegExp(condition.slice(1, -2), 'i'));
}

describe('menus', () => {
  it('hold commands and submenus that there are', () => {
    const known = [...commands, ...submenus].map(({ command, id }: Record<string, string>) => command ?? id);
    const items: MenuItem[] = Object.values<MenuItem[]>(menus).flat();
    for (const { command, submenu } of items) expect(known).toContain(command ?? submenu);
  });

  it('are there for images of every kind that is read, however it is written, and for no other file', () => {
    for (const pattern of patternsOf(({ submenu }) => submenu !== PALETTE_MENU)) {
      for (const image of EXTENSIONS) {
        expect(image).toMatch(pattern);
        expect(image.toUpperCase()).toMatch(pattern);
      }
      for (const other of ['.svg', '.avif', '.heic', '.php', '.png2', 'xpng', ''])
        expect(other).not.toMatch(pattern);
    }
  });
});

describe('the preview as an editor', () => {
  it('is there for images of every kind that is read', () => {
    const names = EXTENSIONS.map((extension) => extension.slice(1)).join();
    const [{ selector }] = manifest.contributes.customEditors;
    expect(selector).toEqual([{ filenamePattern: `*.{${names}}` }]);
  });
});

describe('the menu of palette files', () => {
  it('is there for files that are palettes, or may be, and for no image', () => {
    for (const pattern of patternsOf(({ submenu }) => submenu === PALETTE_MENU)) {
      for (const path of ['a.gpl', 'A.ASE', 'a.aco', 'a.pal', 'a.hex', 'a.tokens.json', 'a.css', 'a.txt']) {
        expect(promisedPaletteFormat(path), path).toBeDefined();
        expect(path.slice(path.lastIndexOf('.'))).toMatch(pattern);
      }
      for (const other of ['.png', '.svg', '.ts', '.md', '.acorn', '']) expect(other).not.toMatch(pattern);
    }
  });
});

describe('the walkthrough', () => {
  it('has steps that are done by a command', () => {
    const known = commands.map(({ command }: { command: string }) => `onCommand:${command}`);
    for (const { completionEvents } of steps)
      expect(known).toEqual(expect.arrayContaining([...completionEvents]));
  });

  it.each(steps.map(({ media }) => media.svg))('shows %s in the colors of the theme', (path) => {
    expect(existsSync(at(path))).toBe(true);
    const svg = readFileSync(at(path), 'utf8');
    expect(svg).toContain('var(--vscode-foreground)');
    expect(svg).not.toMatch(/<style|\sstyle=|<script|href=/); // the page that shows it lets none of these through
  });
});

it('what the manifest shows is packed', () => {
  const shown: string[] = [manifest.icon, ...steps.map(({ media }) => media.svg), 'SUPPORT.md', 'README.md'];
  const patterns = (manifest.files as string[]).map(
    (each) => new RegExp(`^${each.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}(/|$)`),
  );
  for (const path of shown) {
    expect(existsSync(at(path)), path).toBe(true);
    expect(
      patterns.some((pattern) => pattern.test(path)),
      path,
    ).toBe(true);
  }
});
