import {
  type BinaryPaletteFormat,
  PALETTE_FILE_FORMATS,
  type PaletteFormat,
  writePalette,
} from '@kcolors/codecs/palettes';
import { zipSync } from 'fflate';

/** Palette file before it is damaged. */
export interface OriginalPalette {
  readonly bytes: Uint8Array;
  /** Its name, or only the extension. */
  readonly fileName: string;
}

const FORMATS = Object.keys(PALETTE_FILE_FORMATS) as PaletteFormat[];
export const EXTENSIONS: readonly string[] = FORMATS.flatMap(
  (format) => PALETTE_FILE_FORMATS[format].extensions,
);

/** What people write by hand, with what our own writers leave out. */
const BY_HAND: readonly (readonly [extension: string, text: string])[] = [
  [
    '.css',
    '/* a */\n@import url(//x);\n:root{--a:#fff;--b-1: rgb(1 2 3 / 50%) !important;--c:blur(8px)}\na{color:red}',
  ],
  ['.css', '@theme inline {\n  --color-*: initial;\n  --color-a: oklch(62.8% 0.2577 29.23);\n}\n'],
  [
    '.scss',
    '$p: (\n  "a": #abcdef, // b\n  "c": color(display-p3 1 0.5 0),\n) !default;\n$x: lab(50 40 59.5);',
  ],
  [
    '.js',
    "module.exports = { theme: { colors: { a: { DEFAULT: '#f80', 500: `hsl(120 50% 50%)` } } } } // '#123'",
  ],
  ['.ts', "export const p = { 'a b': '#123456', c: ['#fff', \"teal\"], d: `$x` } as const;"],
  [
    '.tokens.json',
    '{"$description":"d","a":{"$type":"color","b":{"$value":{"colorSpace":"oklab","components":[0.5,"none",0.1],"alpha":0.5}},"c":{"$value":"{a.b}"}}}',
  ],
  ['.json', '[{"name":"a","hex":"#123"},{"color":"#456789","share":0.5,"locked":true},"rebeccapurple"]'],
  ['.json', '{"color":{"a":{"value":"#f00"},"b":{"value":"{color.a.value}"}},"gap":{"value":"4px"}}'],
  [
    '.xml',
    '<resources><!-- c --><color name="a_b">#8F00</color><item type="color" name="x">#112233</item></resources>',
  ],
  [
    '.swift',
    'static var a: UIColor = UIColor(red: 250/255, green: 0.5, blue: 1, alpha: .5)\nlet b = Color(.sRGB, red: 0, green: 1, blue: 0)',
  ],
  ['.dart', 'const kA = const Color(0xFF112233); final b = Color( 0x80ffffff );'],
  [
    '.svg',
    '<svg><style>a{fill:#123}</style><path fill=\'red\' style="stroke: rgb(1,2,3); stop-color:none"/></svg>',
  ],
  ['.gpl', 'GIMP Palette\r\nName: a\r\nColumns: 3\r\n#\r\n  1 2 3\tb c\r\n255 255 255\r\n'],
  ['.txt', '; paint.net Palette File\r\n; Palette Name: a\r\n; c\r\nFF102030\r\n80FFFFFF ; d\r\n'],
  ['.txt', 'Navy: #000080\n// c\nrgb(1, 2, 3); 0xFF112233 https://coolors.co/264653-2a9d8f\n'],
  [
    '.css',
    ':root{--a: 0 0% 98%; --b: var(--a); --c: color-mix(in oklch longer hue, hsl(var(--a)) 20%, red); --d: oklch(from var(--c) calc(l - .1) c h / 50%); --e: light-dark(#fff, #000); --f: 1, 2, 3; --g: linear-gradient(90deg, red, var(--d))}',
  ],
  [
    '.scss',
    "$a: (b: (50: #fff, 'c': rgba(#000, .5)), d: $e);\n$e: map.get($a, b, 50) !default; // '\n.x { #{$y}: $z; }",
  ],
  [
    '.less',
    '@a: #fff; @b: { c: #123; d: @a; }; .m(@x; @y) when (@x) { color: fade(@a, 50%) } .@{n} { a: ~"b" }',
  ],
  [
    '.tokens.json',
    '{"a":{"$type":"color","$root":{"$value":"#123"},"b":{"$ref":"#/a/$root"},"c":{"$value":{"$ref":"#/a/d/$value"}},"d":{"$value":{"colorSpace":"srgb","components":[{"$ref":"#/x"},0,1]}}},"e":{"$extends":"{a}","f":{"$value":"{a.b}"}},"s":{"$type":"shadow","$value":[{"color":"{a}","blur":"1px"}]}}',
  ],
  [
    '.json',
    '{"g":{"a":{"value":"#06c","type":"color"}},"l":{"b":{"value":"rgba({a}, .5)","type":"color","$extensions":{"studio.tokens":{"modify":{"type":"lighten","value":"0.2","space":"lch"}}}}},"$metadata":{"tokenSetOrder":["g","l"]}}',
  ],
  [
    '.json',
    '// c\n{"colors":{"a.b":"#112233",},"t":[{"name":"Red","rgb":[1,2,3],"hex":"aabbcc"},{"r":0.5,"g":1,"b":0}],"x":["003049","d62828"]}',
  ],
  [
    '.json',
    '{"colors":[{"idiom":"universal","color":{"color-space":"display-p3","components":{"red":"0x1A","green":"0.5","blue":"26","alpha":"1.000"}}}],"info":{"version":1}}',
  ],
  ['.xml', '<resources><color name="a">@color/b</color><color name="b">#fff</color></resources>'],
  [
    '.xml',
    '<SCRIBUSCOLORS><COLOR NAME="a &amp; b" CMYK="#00ff0080"/><color cs="RGB" name=\'x>y\' tints="0.1,0.2,1"/></SCRIBUSCOLORS>',
  ],
  [
    '.swift',
    'let a = Color(.displayP3, red: 0.3, green: 0.65, blue: 0.25)\nlet b = Color(white: 0.9), c = Color(hex: 0x101418); #colorLiteral(red: 1, green: 0, blue: 0, alpha: 1)',
  ],
  ['.dart', 'final a = Color.fromARGB(255, 1, 2, 3); const b = Color.fromRGBO(1, 2, 3, 0.5);'],
  ['.gpl', 'GIMP Palette\nChannels: RGBA\n#\n0 0 0 0 a\n'],
  ['.txt', '201 140 110\n120, 160, 210 sky\n'],
  ['.pal', 'JASC-PAL\r\n0100\r\n2\r\n1 2 3\r\n4 5 6 7\r\n'],
];

/** One file of each format that is written, and some that people wrote. */
export function originalPalettes(): OriginalPalette[] {
  const palette = {
    name: 'Dusk & "Dawn"',
    colors: [
      { hex: '#1a2b3c', name: 'Deep Sea', share: 0.5 },
      { hex: '#ff000080', name: 'Crème brûlée', share: 0.3 },
      { hex: '#abcdef', name: 'שקיעה', share: 0.2 },
    ],
  };
  const written = FORMATS.map((format) => {
    const [extension = ''] = PALETTE_FILE_FORMATS[format].extensions;
    return { bytes: bytesOf(writePalette(palette, format as BinaryPaletteFormat)), fileName: extension };
  });
  return [
    ...written,
    ...archives(),
    ...BY_HAND.map(([extension, text]) => ({ bytes: bytesOf(text), fileName: extension })),
  ];
}

/** Files of Procreate and Krita: ZIP archives, stored so that mutations reach what is inside. */
function archives(): OriginalPalette[] {
  const swatches = '[{"name":"a","swatches":[{"hue":0.5,"saturation":1,"brightness":0.5,"alpha":1},null]}]';
  const colors =
    '<ColorSet name="a"><ColorSetEntry name="b"><RGB r="0.5" g="1" b="0"/></ColorSetEntry><CMYK c="1" m="0" y="0" k="0"/></ColorSet>';
  return [
    { fileName: '.swatches', bytes: zipSync({ 'Swatches.json': Buffer.from(swatches) }, { level: 0 }) },
    { fileName: '.kpl', bytes: zipSync({ 'colorset.xml': Buffer.from(colors) }, { level: 0 }) },
  ];
}

const bytesOf = (written: string | Uint8Array): Uint8Array =>
  typeof written === 'string' ? Buffer.from(written) : written;
