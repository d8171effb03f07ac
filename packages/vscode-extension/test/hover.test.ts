import { describe, expect, it } from 'vitest';
import { candidatesOf } from '../src/hover/candidates.ts';
import { imagePathsAt } from '../src/hover/image-path.ts';
import { type HoverContent, hoverMarkdown } from '../src/hover/markdown.ts';

/** The paths at the place that is marked with `|` in a line. */
function pathsAt(marked: string): string[] {
  const character = marked.indexOf('|');
  const line = marked.slice(0, character) + marked.slice(character + 1);
  return imagePathsAt(line, character).map(({ path, start, end }) => {
    expect(line.slice(start, end)).toBe(path);
    return path;
  });
}

describe('the path of an image in a line of code', () => {
  it.each([
    ['<img src="images/c|at.png" alt="A cat">', 'images/cat.png'],
    ["import cat from './c|at.JPG';", './cat.JPG'],
    ['const cat = `/img/cat.webp|`;', '/img/cat.webp'],
    ['  background: url(|../img/cat.gif) no-repeat;', '../img/cat.gif'],
    ['  background: url( "../img/cat.gi|f" );', '../img/cat.gif'],
    ['![a cat](img/cat|.bmp "its title")', 'img/cat.bmp'],
    ['[cat]: img/ca|t.jpeg', 'img/cat.jpeg'],
    ['{"icon":"media/i|con.png","name":"x"}', 'media/icon.png'],
    ['<div style="background:url(a.p|ng)">', 'a.png'],
    ['<img src="cat.png?v=2#t|op">', 'cat.png?v=2#top'],
    ['<img src=|cat.png>', 'cat.png'],
    ['<img src="photo.jf|if">', 'photo.jfif'],
    ['image: cat.pn|g', 'cat.png'],
  ])('is found: %s', (line, path) => {
    expect(pathsAt(line)[0]).toBe(path);
  });

  it('is that of the cursor where there are several', () => {
    expect(pathsAt('srcset="a.png 1x, b|.png 2x"')).toEqual(['b.png']);
    expect(pathsAt("['a.png', 'b.pn|g']")[0]).toBe('b.png');
    expect(pathsAt(`${'x "a.png" '.repeat(1000)}"b.p|ng"${' "c.png"'.repeat(1000)}`)[0]).toBe('b.png');
  });

  it('may hold spaces between quotes and in links', () => {
    expect(pathsAt('src="my c|at.png"')).toContain('my cat.png');
    expect(pathsAt('![](<my |cat.png>)')).toContain('my cat.png');
    expect(pathsAt('url(my c|at.png)')).toContain('my cat.png');
  });

  it.each([
    ['![](cat(1|).png)', 'cat(1).png'],
    ['![](<cat (1|).png> "cat")', 'cat (1).png'],
    ['background: url(my cat(1|).png)', 'my cat(1).png'],
    ['background: url("it\'s [new|] (1).png")', "it's [new] (1).png"],
    ['![](cat\\(1|\\).png)', 'cat\\(1\\).png'],
  ])('may hold parentheses: %s', (line, path) => {
    expect(pathsAt(line)).toContain(path);
  });

  it.each([
    'const p|ng = 1;',
    '<img src="cat.svg|">',
    '<img s|rc="cat.png">',
    'src="https://example.com/c|at.png"',
    'src="//example.com/c|at.png"',
    'src="data:image/c|at.png"',
    'src=".p|ng"',
    'src="cat.png2|"',
  ])('is not there: %s', (line) => {
    expect(pathsAt(line)).toEqual([]);
  });
});

describe('where the image may be', () => {
  it('is beside the document first, then at the root and in common folders', () => {
    expect(candidatesOf('./img/a.png?v=2', '/w/site', '/w')).toEqual([
      '/w/site/img/a.png',
      '/w/img/a.png',
      '/w/public/img/a.png',
      '/w/static/img/a.png',
      '/w/assets/img/a.png',
      '/w/src/img/a.png',
      '/w/site/public/img/a.png',
      '/w/site/static/img/a.png',
      '/w/site/assets/img/a.png',
      '/w/site/src/img/a.png',
    ]);
  });

  it('is at a root for a path from there, and for an alias', () => {
    expect(candidatesOf('/a.png', '/w/css', '/w').slice(0, 2)).toEqual(['/w/a.png', '/w/public/a.png']);
    expect(candidatesOf('@/a.png', '/w/src/x', '/w')).toContain('/w/src/a.png');
    expect(candidatesOf('~@/a.png', '/w/src/x', '/w')).toContain('/w/src/a.png');
    expect(candidatesOf('/a.png', '/w/packages/site/css', '/w')).toContain('/w/packages/site/public/a.png');
  });

  it('is known without a workspace, and without a place of the document', () => {
    expect(candidatesOf('a.png', '/home', undefined)[0]).toBe('/home/a.png');
    expect(candidatesOf('a.png', undefined, '/w/')[0]).toBe('/w/a.png');
    expect(candidatesOf('a.png', undefined, undefined)).toEqual([]);
  });

  it('is what the address means', () => {
    expect(candidatesOf('my%20cat.png', '/w', '/w')[0]).toBe('/w/my cat.png');
    expect(candidatesOf('100%.png', '/w', '/w')[0]).toBe('/w/100%.png');
    expect(candidatesOf('../../b/a.png', '/w/x/y', '/w')[0]).toBe('/w/b/a.png');
    expect(candidatesOf('../../../a.png', '/w', '/w')).toEqual([]);
    expect(candidatesOf('cat\\(1\\).png', '/w', '/w')[0]).toBe('/w/cat(1).png');
    expect(candidatesOf('img\\\\a.png', '/w', '/w')[0]).toBe('/w/img/a.png');
  });

  it.each([
    '../../../home/u/secret.png',
    '../secret.png',
    '..%2f..%2fhome/u/secret.png',
    '%2e%2e/%2e%2e/secret.png',
    '..\\..\\home\\u\\secret.png',
    'a/../../../secret.png',
    '@/../../secret.png',
    '/../../secret.png',
    '.. /.. /secret.png',
    '/home/u/secret.png',
    '~/../../secret.png',
    '../ws-2/secret.png',
  ])('is never outside of the workspace: %s', (path) => {
    for (const folder of ['/ws/docs', '/ws', '/elsewhere', undefined]) {
      for (const candidate of candidatesOf(path, folder, '/ws')) expect(candidate).toMatch(/^\/ws\//);
    }
    // Without a workspace, the folder of the document takes its place.
    for (const candidate of candidatesOf(path, '/docs', undefined)) expect(candidate).toMatch(/^\/docs\//);
  });

  it('may be in another folder of the workspace', () => {
    expect(candidatesOf('../other/a.png', '/ws', '/ws', ['/ws', '/other'])).toContain('/other/a.png');
    expect(candidatesOf('../another/a.png', '/ws', '/ws', ['/ws', '/other'])).not.toContain('/another/a.png');
  });
});

describe('the text of a hover', () => {
  const content: HoverContent = {
    name: 'img/cat.png',
    facts: ['451 × 300', 'PNG', '236 kB'],
    look: {
      width: 451,
      height: 300,
      picture: new Uint8Array([1, 2, 3]),
      type: 'image/webp',
      colors: ['#112233', '#445566', '#778899', '#aabbcc'].map((hex) => ({ hex, share: 0.25 })),
    },
    links: [{ label: 'Compress', address: 'command:kcolors.compress?%5B%5D' }],
  };

  it('has picture, facts, colors and links', () => {
    const text = hoverMarkdown(content);
    expect(text).toContain('<img src="data:image/webp;base64,AQID" width="168" height="112" alt="">');
    expect(text).toContain('**img/cat.png** · 451 × 300 · PNG · 236 kB');
    expect(text.match(/data:image\/svg\+xml;base64,[\w+/=]+" alt=""> `#\w{6}`/g)).toHaveLength(4);
    expect(text).toContain('[Compress](command:kcolors.compress?%5B%5D)');
  });

  it('has the facts alone where the image cannot be shown, and says why', () => {
    const text = hoverMarkdown({ ...content, look: undefined, note: 'The file is empty: 0 bytes.' });
    expect(text).not.toContain('<img');
    expect(text).toContain('The file is empty: 0 bytes.');
  });

  it('is never so long that VS Code cuts it off', () => {
    const look = { ...content.look!, picture: new Uint8Array(200_000) };
    const text = hoverMarkdown({ ...content, look });
    expect(text.length).toBeLessThan(100_000);
    expect(text).toContain('`#112233`');
  });

  it('has links that nothing in their addresses ends', () => {
    const address = (path: string) =>
      `command:kcolors.compress?${encodeURIComponent(JSON.stringify([{ path }]))}`;
    for (const path of ['/w/cat (1)).png', '/w/[a](b)`*_~!"\'|\\<x>.png', '/w/a\nb.png', '/w/猫\ud800.png']) {
      const text = hoverMarkdown({ ...content, links: [{ label: 'Compress', address: address(path) }] });
      const [, query] = /\[Compress\]\(command:kcolors\.compress\?([\w%.-]+)\)$/.exec(text)!;
      expect(JSON.parse(decodeURIComponent(query!))).toEqual([{ path }]);
    }
  });

  it('reads no name as a link', () => {
    const text = hoverMarkdown({ ...content, look: undefined, links: [], name: 'www.a.com/icon@2x.png' });
    expect(text).toContain('**www\\.a.com/icon\\@2x.png**');
  });

  it('reads nothing of a name as Markdown or HTML', () => {
    const text = hoverMarkdown({ ...content, look: undefined, links: [], name: '<b>[x](command:y)`.png' });
    expect(text).toContain('\\<b\\>\\[x\\]\\(command:y\\)\\`.png');
  });

  it('shows what of a name is hidden, begins a line or moves other text', () => {
    const name = 'a\n\n# b\r\u2028\u202egnp.exe\u200b';
    const text = hoverMarkdown({ ...content, look: undefined, links: [], name });
    expect(text).toContain('**a\\\\n\\\\n\\# b\\\\r\\\\u2028\\\\u202egnp.exe\\\\u200b**');
  });
});
