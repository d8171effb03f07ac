import { readPalette, readPalettes } from '@kcolors/codecs/palettes';
import { describe, expect, it } from 'vitest';

interface Case {
  readonly title: string;
  readonly fileName: string;
  readonly text: string;
  /** Hex values and names. */
  readonly colors: readonly string[];
  /** Part of the note on what was skipped. */
  readonly note?: string;
}

const described = (fileName: string, text: string): readonly string[] =>
  readPalette(text, { fileName }).palette.colors.map(({ hex, name }) =>
    name === undefined ? hex : `${hex} ${name}`,
  );

const STYLES: readonly Case[] = [
  {
    title: 'functions that begin with a length',
    fileName: 'a.css',
    text: ':root { --brand: #0a66c2; --glass: blur(8px); --w: fit-content(20em) } a { transform: translateX(-30px) }',
    colors: ['#0a66c2 Brand'],
  },
  {
    title: 'maps of Sass beside variables, and maps in maps',
    fileName: 'a.scss',
    text: "$primary: #1f618d !default;\n$states: (\"success\": #1e8449, 'danger': #b03a2e,);\n$blue: (50: #eff6ff, 'dark': (900: rgba(#1e3a8a, .5)));",
    colors: ['#1f618d Primary', '#1e8449 Success', '#b03a2e Danger', '#eff6ff Blue 50', '#1e3a8a80 Dark 900'],
  },
  {
    title: 'channels without a function, as shadcn writes them',
    fileName: 'a.css',
    text: '@layer base { :root { --background: 0 0% 98%; --primary: 262 60% 45%; --brand: 255 102 0; --t: 59, 130, 246; --radius: 0.75rem; --flex: 1 1 0; --ring: var(--primary) } }',
    colors: ['#fafafa Background', '#602eb8 Primary', '#ff6600 Brand', '#3b82f6 T', '#602eb8 Ring'],
  },
  {
    title: 'a long chain of mixed colors',
    fileName: 'a.css',
    text: `:root { --a0: red; ${Array.from({ length: 3000 }, (_, i) => `--a${i + 1}: color-mix(in srgb, var(--a${i}) 50%, blue);`).join(' ')} }`,
    colors: [
      '#ff0000 A 0',
      '#800080 A 1',
      '#4000bf A 2',
      ...Array.from({ length: 2998 }, (_, i) => expect.stringMatching(`^#..00.. A ${i + 3}$`)),
    ],
  },
  {
    title: 'channels of the function in which they are used',
    fileName: 'a.css',
    text: ':root { --p: 62.8% 0.2577 29.23; --on: oklch(var(--p) / 50%) }',
    colors: ['#ff0000 P', '#ff000080 On'],
  },
  {
    title: 'references, mixed and relative colors, pairs, capitals',
    fileName: 'a.css',
    text: ':root { --b: #3b82f6; --a: var(--b); --m: color-mix(in srgb, var(--b) 20%, white); --r: oklch(from var(--b) calc(l - 0.1) c h); --p: light-dark(#fff, #101010); --u: RGB(10, 20, 30); --f: var(--none, #abc); --sys: Canvas; --x: var(--y) }',
    colors: [
      '#3b82f6 B',
      '#3b82f6 A',
      '#d8e6fd M',
      '#1a62d3 R',
      '#ffffff P',
      '#101010 P Dark',
      '#0a141e U',
      '#aabbcc F',
    ],
    note: 'Read 8 colors, skipped 2: --sys (a system color), --x (refers to --y, which has no color here).',
  },
  {
    title: 'the value of the same block for a reference',
    fileName: 'a.css',
    text: ':root { --i: #111; --t: var(--i) } .dark { --i: #eee; --t: var(--i) }',
    colors: ['#111111 I', '#111111 T', '#eeeeee I 2', '#eeeeee T 2'],
  },
  {
    title: 'slashes of an address, also in minified text',
    fileName: 'a.css',
    text: '@import url(//fonts.example.com/css?family=Inter);:root{--brand:#0a66c2;--ink:#101418}body{color:var(--ink)}',
    colors: ['#0a66c2 Brand', '#101418 Ink'],
  },
  {
    title: 'maps and comments of Less, and functions that are not computed',
    fileName: 'a.less',
    text: "// don't\n@c: { red: #d00; @blue: #00d; }\n@ink: @c[red];\n@soft: multiply(#000, #fff);\n@fog: darken(@x, 10%);",
    colors: ['#dd0000 Red', '#0000dd Blue', '#dd0000 Ink'],
    note: 'Read 3 colors, skipped 2: @soft (a function that cannot be computed here), @fog',
  },
  {
    title: 'no words behind names, fonts and strings',
    fileName: 'a.scss',
    text: '$font-brand: Teal;\n$label: "red";\n$accent: teal;\n$animation-name: tan;',
    colors: ['#008080 Accent'],
  },
  {
    title: 'the syntax of Sass with indentation',
    fileName: 'a.sass',
    text: '$sea: #123456\n$sand: rgb(250 240 230)\n.a\n  color: $sea\n',
    colors: ['#123456 Sea', '#faf0e6 Sand'],
  },
  {
    title: 'colors of rules, also within gradients, but no fonts and animations',
    fileName: 'a.css',
    text: '@keyframes tan { from { color: red } } a { font-family: Teal; animation: tan 1s; background: linear-gradient(90deg, #123, rgb(1 2 3) 50%); border: 1px solid red; background-image: url(#fff) }',
    colors: ['#ff0000', '#112233', '#010203'],
  },
  {
    title: 'wide colors mapped into sRGB as in CSS',
    fileName: 'a.css',
    text: '@theme { --color-a: oklch(64.6% 0.222 41.116); --color-b: oklch(72.3% 0.219 149.579); --color-c: oklch(68.5% 0.169 237.323); --color-d: color(display-p3 0.30 0.65 0.25) }',
    colors: ['#f54900 A', '#00c950 B', '#00a6f4 C', '#0ea82b D'],
  },
];

const TOKENS: readonly Case[] = [
  {
    title: 'the token of a group',
    fileName: 'a.tokens.json',
    text: '{"color":{"$type":"color","accent":{"$root":{"$value":"#dd0000"},"light":{"$value":"#ff8080"}},"link":{"$value":"{color.accent.$root}"}}}',
    colors: ['#dd0000 accent', '#ff8080 accent/light', '#dd0000 link'],
  },
  {
    title: 'JSON pointers to tokens, values and components',
    fileName: 'a.tokens.json',
    text: '{"c":{"$type":"color","base":{"$value":{"colorSpace":"srgb","components":[0,0.4,0.8]}},"link":{"$ref":"#/c/base"},"seen":{"$value":{"$ref":"#/c/base/$value"}},"hover":{"$value":{"colorSpace":"srgb","components":[{"$ref":"#/c/base/$value/components/0"},0.5,0.9]}}}}',
    colors: ['#0066cc c/base', '#0066cc c/link', '#0066cc c/seen', '#0080e6 c/hover'],
  },
  {
    title: 'groups that extend others',
    fileName: 'a.tokens.json',
    text: '{"base":{"$type":"color","x":{"$value":"#111"},"y":{"$value":"#222"}},"own":{"$type":"color","$extends":"{base}","y":{"$value":"#333"}},"z":{"$type":"color","$value":"{own.x}"}}',
    colors: ['#111111 base/x', '#222222 base/y', '#111111 own/x', '#333333 own/y', '#111111 z'],
  },
  {
    title: 'references in a circle, each token once',
    fileName: 'a.tokens.json',
    text: '{"a":{"$type":"color","x":{"$value":"#111"},"e":{"$extends":"{a}","y":{"$value":"#222"}},"r":{"$ref":"#/a"},"p":{"$value":"{a.q}"},"q":{"$value":"{a.p}"}}}',
    colors: ['#111111 a/x', '#222222 a/e/y'],
    note: 'skipped 2',
  },
  {
    title: 'colors in gradients, shadows and borders',
    fileName: 'a.tokens.json',
    text: '{"brand":{"$type":"color","$value":"#0066cc"},"g":{"$type":"gradient","$value":[{"color":"{brand}","position":0},{"color":"#00ccff","position":1}]},"s":{"$type":"shadow","$value":{"color":"#00000080","offsetX":"0"}},"b":{"$type":"border","$value":{"color":"#123456","width":"1px"}}}',
    colors: ['#0066cc brand', '#00ccff g/2', '#00000080 s', '#123456 b'],
    note: 'Colors inside gradients, shadows and borders were read as well.',
  },
  {
    title: 'sets of Tokens Studio, with modifiers',
    fileName: 'a.json',
    text: '{"global":{"blue":{"500":{"value":"#0066cc","type":"color"}}},"light":{"accent":{"value":"{blue.500}","type":"color"},"overlay":{"value":"rgba({blue.500}, 0.5)","type":"color"},"pale":{"value":"{blue.500}","type":"color","$extensions":{"studio.tokens":{"modify":{"type":"lighten","value":"0.5","space":"srgb"}}}}},"$metadata":{"tokenSetOrder":["global","light"]}}',
    colors: [
      '#0066cc Global/Blue/500',
      '#0066cc Light/Accent',
      '#0066cc80 Light/Overlay',
      '#80b3e6 Light/Pale',
    ],
  },
  {
    title: 'an alias of another file is skipped by name',
    fileName: 'a.tokens.json',
    text: '{"color":{"$type":"color","own":{"$value":"#7d3c98"},"accent":{"$value":"{palette.violet.500}"}}}',
    colors: ['#7d3c98 own'],
    note: 'Read 1 color, skipped 1: color.accent (refers to {palette.violet.500}, which is no token here).',
  },
  {
    title: 'names of colors are no colors',
    fileName: 'a.json',
    text: '{"name":"Dusk","tones":{"red":{"name":"Red","order":0,"hex":"#b5394c","rgb":{"r":181,"g":57,"b":76}},"teal":{"name":"teal","hex":"#2a8c84"}}}',
    colors: ['#b5394c Tones/Red', '#2a8c84 Tones/Teal'],
  },
  {
    title: 'hex values without a sign',
    fileName: 'a.json',
    text: '{"Prussian Blue":"003049","Fire Engine Red":"d62828"}',
    colors: ['#003049 Prussian Blue', '#d62828 Fire Engine Red'],
  },
  {
    title: 'comments and commas at ends',
    fileName: 'theme.json',
    text: '{\n // as editors write them: "//"\n "name": "My Dark", "type": "dark", "colors": { "editor.background": "#1e1e2e", },\n "tokenColors": [ { "scope": "comment", "settings": { "foreground": "#6c7086" } }, ],\n}',
    colors: ['#1e1e2e Editor.background', '#6c7086 Token Colors/Settings/Foreground'],
  },
  {
    title: 'numbers from 0 to 1, as Sketch writes them',
    fileName: 'a.sketchpalette',
    text: '{"compatibleVersion":"2.0","colors":[{"red":0.2,"green":0.4,"blue":0.6,"alpha":1}]}',
    colors: ['#336699'],
  },
  {
    title: 'a color set of Xcode',
    fileName: 'Brand.colorset/Contents.json',
    text: '{"colors":[{"idiom":"universal","color":{"color-space":"display-p3","components":{"red":"0.30","green":"0.65","blue":"0.25","alpha":"1.000"}}},{"idiom":"universal","appearances":[{"appearance":"luminosity","value":"dark"}],"color":{"color-space":"srgb","components":{"red":"0x10","green":"20","blue":"0x18","alpha":"0.5"}}}],"info":{"version":1}}',
    colors: ['#0ea82b Brand', '#10141880 Brand Dark'],
  },
];

const CODE: readonly Case[] = [
  {
    title: 'selectors are no colors; types, conditions and numbers',
    fileName: 'a.ts',
    text: "const root: string = '#app';\nexport const sea: Color = isDark ? '#111111' : '#222222';\nconst brand = { 'a b': '#123456', 500: \"#abcdef\", n: 0xff112233 }; // '#999'\nfunction f(x = /'#fff'/) { return `#` + x }",
    colors: ['#111111 Sea', '#222222 Sea 2', '#123456 Brand A B', '#abcdef Brand 500', '#112233 Brand N'],
  },
  {
    title: 'the selector of a configuration of Tailwind CSS',
    fileName: 'tailwind.config.js',
    text: 'module.exports = { important: "#app", theme: { extend: { fontFamily: { sans: "teal" }, colors: { brand: { 500: "#0a66c2" }, x: "rgb(1 2 3 / <alpha-value>)", v: "hsl(var(--v))" } } } };',
    colors: ['#0a66c2 Brand 500', '#010203 X'],
    note: 'skipped 1',
  },
  {
    title: 'Display P3, grays and hex values of Swift',
    fileName: 'a.swift',
    text: 'static let leaf = Color(.displayP3, red: 0.30, green: 0.65, blue: 0.25)\nlet fog = Color(white: 0.9)\nlet ink = Color(hex: 0x101418)\nlet sun = UIColor(hue: 0.5, saturation: 1, brightness: 1, alpha: 1) // Color(white: 0)',
    colors: ['#0ea82b Leaf', '#e6e6e6 Fog', '#101418 Ink', '#00ffff Sun'],
  },
  {
    title: 'constructors of Flutter and Compose',
    fileName: 'a.dart',
    text: 'const a = Color.fromARGB(128, 1, 2, 3);\nfinal b = const Color.fromRGBO(1, 2, 3, 0.5);\nval c = Color(0xFF6650a4);\nconst d = Color.from(alpha: 1, red: 0.3, green: 0.65, blue: 0.25, colorSpace: ColorSpace.displayP3);',
    colors: ['#01020380 A', '#01020380 B', '#6650a4 C', '#0ea82b D'],
  },
  {
    title: 'references of Android, and quotation marks in attributes',
    fileName: 'colors.xml',
    text: '<resources><color name="a" tools:x="1 > 0">#112233</color><color name="b">@color/a</color><color name="c">@color/gone</color><color name="w">@android:color/white</color></resources>',
    colors: ['#112233 A', '#112233 B', '#ffffff W'],
    note: 'c (refers to no color here)',
  },
  {
    title: 'color lists of Scribus and LibreOffice',
    fileName: 'a.xml',
    text: '<SCRIBUSCOLORS Name="x"><COLOR NAME="a &amp; b" RGB="#112233"/><COLOR NAME="c" CMYK="#00ff0000"/></SCRIBUSCOLORS>',
    colors: ['#112233 a & b', '#ff00ff c'],
    note: 'CMYK colors were converted',
  },
  {
    title: 'color models of Scribus, in percent',
    fileName: 'a.xml',
    text: '<SCRIBUSCOLORS Name="x"><COLOR NAME="k" SPACE="CMYK" C="0" M="0" Y="0" K="100"/><COLOR NAME="l" SPACE="Lab" L="50" A="0" B="0"/><COLOR NAME="r" SPACE="RGB" R="255" G="0" B="0"/><COLOR NAME="n" SPACE="CMYK"/></SCRIBUSCOLORS>',
    colors: ['#000000 k', '#777777 l', '#ff0000 r'],
    note: 'skipped 1: n (another color space)',
  },
  {
    title: 'no calls in the strings of a program',
    fileName: 'Color.kt',
    text: 'val Ink = Color(0xFF101418)\nval s = "Color(0xFF000000)"\nval Sea = Color.parseColor("#0066cc")',
    colors: ['#101418 Ink', '#0066cc Sea'],
  },
  {
    title: 'no words in notes',
    fileName: 'a.json',
    text: '{ "brand": "#112233", "note": "red", "notes": "teal" }',
    colors: ['#112233 Brand'],
  },
  {
    title: 'images in base64',
    fileName: 'a.css',
    text: `:root { --a: url(data:image/png;base64,${'A#ff0/'.repeat(9000)}); --b: url("${'x'.repeat(9000)}"); --ink: #101418 }`,
    colors: ['#101418 Ink'],
  },
];

const LISTS: readonly Case[] = [
  {
    title: 'alpha of Aseprite',
    fileName: 'a.gpl',
    text: 'GIMP Palette\nChannels: RGBA\n#\n  0   0   0   0 Transparent\n200 120  40 255 Ochre\n',
    colors: ['#00000000 Transparent', '#c87828 Ochre'],
  },
  {
    title: 'GIMP palettes of other names',
    fileName: 'a.pal',
    text: 'GIMP Palette\nName: T\n#\n32 96 160 Blue\n',
    colors: ['#2060a0 Blue'],
  },
  {
    title: 'JASC palettes of other names',
    fileName: 'a.txt',
    text: 'JASC-PAL\n0100\n1\n1 2 3\n',
    colors: ['#010203'],
  },
  {
    title: 'lines of red, green and blue',
    fileName: 'a.txt',
    text: '201 140 110\n120, 160, 210, sky\n',
    colors: ['#c98c6e', '#78a0d2 sky'],
  },
];

describe.each([
  ['style sheets', STYLES],
  ['tokens and JSON', TOKENS],
  ['code and resources', CODE],
  ['lists', LISTS],
])('%s', (_, cases) => {
  it.each(cases)('$title', ({ fileName, text, colors, note }) => {
    expect(described(fileName, text)).toEqual(colors);
    const { notes } = readPalette(text, { fileName });
    if (note === undefined) expect(notes).toEqual([]);
    else expect(notes.join(' ')).toContain(note);
  });
});

describe('several files', () => {
  it('resolve the aliases of one another, in any order', () => {
    const tokens = (name: string, tree: object) => ({ fileName: name, content: JSON.stringify(tree) });
    const base = tokens('base.tokens.json', { violet: { 500: { $type: 'color', $value: '#7d3c98' } } });
    const theme = tokens('theme.tokens.json', { accent: { $type: 'color', $value: '{violet.500}' } });
    for (const files of [
      [base, theme],
      [theme, base],
    ]) {
      const { palette, notes } = readPalettes(files);
      expect(palette.colors.map(({ hex, name }) => `${hex} ${name}`).sort()).toEqual([
        '#7d3c98 accent',
        '#7d3c98 violet/500',
      ]);
      expect(notes).toEqual([]);
    }
  });

  it('share the variables of style sheets and the resources of Android', () => {
    const hexes = (files: Parameters<typeof readPalettes>[0]) =>
      readPalettes(files).palette.colors.map(({ hex }) => hex);
    expect(
      hexes([
        { fileName: 'a.css', content: ':root { --a: var(--b) }' },
        { fileName: 'b.css', content: ':root { --b: #123456 }' },
      ]),
    ).toEqual(['#123456', '#123456']);
    expect(
      hexes([
        { fileName: 'a.xml', content: '<resources><color name="a">@color/b</color></resources>' },
        { fileName: 'b.xml', content: '<resources><color name="b">#123456</color></resources>' },
      ]),
    ).toEqual(['#123456', '#123456']);
  });
});
