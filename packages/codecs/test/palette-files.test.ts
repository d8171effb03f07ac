import { PaletteError, readPalette } from '@kcolors/codecs/palettes';
import { describe, expect, it } from 'vitest';
import { writeAco, writeAse } from './helpers/write-test-swatches.ts';

/** `#rrggbb name` of each color. */
const colorsIn = (input: string | Uint8Array, fileName?: string): string[] =>
  readPalette(input, fileName === undefined ? {} : { fileName }).palette.colors.map(({ hex, name }) =>
    name === undefined ? hex : `${hex} ${name}`,
  );

describe('.ase of other programs', () => {
  it('is read with groups, in all four color models, past blocks that nobody knows', () => {
    const bytes = writeAse([
      { group: 'Brand' },
      { name: 'Sky', model: 'RGB ', values: [0.2, 0.6, 1] },
      { name: 'Ink', model: 'CMYK', values: [1, 0.5, 0, 0.2] },
      'end',
      { type: 0x0077, bytes: [1, 2, 3] },
      { group: 'Neutral' },
      { name: 'Fog', model: 'Gray', values: [0.5] },
      { name: 'Leaf', model: 'LAB ', values: [0.5, -40, 40] },
      { name: '', model: 'RGB ', values: [0, 0, 0] },
      'end',
    ]);
    const { palette, format, notes } = readPalette(new Uint8Array(bytes));
    // rgb = 255 (1 - ink) (1 - black); the Lab color is lab(50% -40 40) with the matrices of CSS Color 4, by hand.
    const hexes = [
      '#3399ff Brand/Sky',
      '#0066cc Brand/Ink',
      '#808080 Neutral/Fog',
      '#35872b Neutral/Leaf',
      '#000000',
    ];
    expect(colorsIn(bytes)).toEqual(hexes);
    expect([format, palette.name]).toEqual(['ase', undefined]); // two groups are no name of the whole
    expect(notes).toEqual(['CMYK colors were converted by the plain formula, without a color profile.']);
  });

  it('is read byte by byte as the layout says', () => {
    const literal =
      '41534546 0001 0000 00000001 0001 00000022 0005 0052 0065 0064 0032 0000 52474220 3f800000 00000000 00000000 0002';
    const bytes = Uint8Array.from(Buffer.from(literal.replaceAll(' ', ''), 'hex'));
    expect(colorsIn(bytes)).toEqual(['#ff0000 Red2']);
  });
});

describe('.aco of other programs', () => {
  const colors = [
    [0, 0xffff, 0x8080, 0, 0, 'Orange'],
    [1, 0x8000, 0xffff, 0xffff, 0, 'Cyan'],
    [2, 0, 0xffff, 0xffff, 0xffff, 'Pure cyan'],
    [7, 10000, 0, 0, 0, 'White'],
    [7, 5000, -4000, 4000, 0, 'Leaf'],
    [8, 7500, 0, 0, 0, '75% Gray'],
  ] as const;
  const hexes = ['#ff8000', '#00ffff', '#00ffff', '#ffffff', '#35872b', '#404040'];

  it('is read without names where there is only version 1', () => {
    const { palette, notes } = readPalette(writeAco(colors, [1]), { fileName: 'old.aco' });
    expect(palette.colors).toEqual(hexes.map((hex) => ({ hex })));
    expect(notes).toHaveLength(2); // CMYK and grays are no exact science
  });

  it.each([[[1, 2]], [[2]]])('has the names of version 2, in a file of versions %j', (versions) => {
    const names = colors.map(([, , , , , name], i) => `${hexes[i]} ${name}`);
    expect(colorsIn(writeAco(colors, versions), 'new.aco')).toEqual(names);
    expect(colorsIn(writeAco(colors, versions))).toEqual(names);
  });
});

describe('.gpl of other programs', () => {
  it('is read with its name, columns, comments, tabs and CRLF, and colors without names', () => {
    const text =
      '\ufeffGIMP Palette\r\nName: Sea & Sand\r\nColumns: 4\r\n# by hand\r\n\r\n  0   0 128\tDeep  blue \r\n255 255 0 Sand (light)\r\n1\t2\t3\r\n  0 0 0\tUntitled\r\n';
    const { palette } = readPalette(Buffer.from(text), { fileName: 'sea.gpl' });
    expect(palette.name).toBe('Sea & Sand');
    expect(colorsIn(text)).toEqual(['#000080 Deep blue', '#ffff00 Sand (light)', '#010203', '#000000']);
  });

  it('is read without the lines that only newer programs write', () => {
    expect(colorsIn('GIMP Palette\n#\n255 0 0 Red\n255 0 0 Red\n')).toEqual(['#ff0000 Red', '#ff0000 Red 2']);
  });
});

describe('palettes for pixels', () => {
  it('reads .pal of Paint Shop Pro, also with alpha, and of Windows', () => {
    expect(colorsIn('JASC-PAL\r\n0100\r\n2\r\n255 0 0\r\n0 128 255 128\r\n', 'a.pal')).toEqual([
      '#ff0000',
      '#0080ff80',
    ]);
    const riff = 'RIFF\x18\0\0\0PAL data\x0c\0\0\0\0\x03\x02\0\xff\x80\x00\0\x01\x02\x03\0';
    expect(colorsIn(Buffer.from(riff, 'latin1'), 'b.pal')).toEqual(['#ff8000', '#010203']);
  });

  it('reads .txt of Paint.NET', () => {
    const text =
      '; paint.net Palette File\n; Lines that start with a semicolon are comments\nFF102030\n80FFFFFF ; glass\n';
    expect(colorsIn(text, 'p.txt')).toEqual(['#102030', '#ffffff80']);
    expect(readPalette(text).format).toBe('paintnet');
  });
});

describe('lists that people paste', () => {
  it.each([
    ['#fff, #123456 0xFFAABB', ['#ffffff', '#123456', '#ffaabb']],
    ['0x80102030 #abcd', ['#10203080', '#aabbccdd']],
    ['https://coolors.co/264653-2a9d8f-e9c46a', ['#264653', '#2a9d8f', '#e9c46a']],
    ['264653\r\n2A9D8F\r\n', ['#264653', '#2a9d8f']],
    ['["#111", "#222"]', ['#111111', '#222222']],
    [
      'Navy: #000080\n// a comment\n# another\n#ffa500 - Orange peel',
      ['#000080 Navy', '#ffa500 Orange peel'],
    ],
    ['rgb(255, 0, 0); hsl(120 100% 50%)', ['#ff0000', '#00ff00']],
  ])('reads %j', (text, expected) => expect(colorsIn(text)).toEqual(expected));
});

describe('style sheets and code of other people', () => {
  it('reads variables with colors in any notation, and nothing else', () => {
    const css = `/* --old: #111111; */
      :root { --brand-500: oklch(62.8% 0.2577 29.23); --gap: 4px; --font: "a: b", serif; --ink:#1A2B3C !important }
      .dark { --ink: rgb(255 255 255 / 50%); color: red }`;
    expect(colorsIn(css, 'theme.css')).toEqual(['#ff0000 Brand 500', '#1a2b3c Ink', '#ffffff80 Ink 2']);
  });

  it('reads the colors of rules where there are no variables, each of them once', () => {
    expect(colorsIn('a { color: #123; background: white } b { color: #112233 }', 'a.css')).toEqual([
      '#112233',
      '#ffffff',
    ]);
  });

  it('reads maps of Sass', () => {
    const scss = '$palette: (\n  "primary": #abcdef,\n  "danger": rgb(200, 0, 0), // bad\n);\n';
    expect(colorsIn(scss, 'p.scss')).toEqual(['#abcdef Primary', '#c80000 Danger']);
  });

  it('reads nested colors of a configuration of Tailwind', () => {
    const config = `export default {
      content: ['./src/**/*.html'], // '#999999'
      theme: { extend: { colors: { white: '#fff', brand: { DEFAULT: '#ff8800', 500: "#ee7700" } } } },
    }`;
    expect(colorsIn(config, 'tailwind.config.js')).toEqual([
      '#ffffff White',
      '#ff8800 Brand',
      '#ee7700 Brand 500',
    ]);
  });

  it('reads colors of Android, Swift and Flutter as people write them', () => {
    const xml =
      '<resources>\n<!-- <color name="no">#000</color> -->\n<color name="teal_200">#FF03DAC5</color>\n<color name="link">@color/teal_200</color><color name="a">#8F00</color></resources>';
    expect(colorsIn(xml, 'colors.xml')).toEqual(['#03dac5 Teal 200', '#03dac5 Link', '#ff000088 A']);
    const swift =
      'extension Color {\n  static let sea = Color(red: 0.0, green: 0.5, blue: 1)\n  static var sand: UIColor = UIColor(red: 250/255, green: 240/255, blue: 230/255, alpha: 0.5)\n}';
    expect(colorsIn(swift, 'Colors.swift')).toEqual(['#0080ff Sea', '#faf0e680 Sand']);
    expect(colorsIn('const kPrimary = const Color(0xff2196f3);', 'c.dart')).toEqual(['#2196f3 K Primary']);
  });

  it('reads what an SVG is painted with', () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg"><path fill="#F00" stroke="none"/><g style="fill: teal; stroke:#f00"/></svg>';
    expect(colorsIn(svg, 'logo.svg')).toEqual(['#ff0000', '#008080']);
  });
});

describe('design tokens of other programs', () => {
  it('reads both forms of colors, inherited types, groups and aliases', () => {
    const tokens = {
      $description: 'Core',
      color: {
        $type: 'color',
        base: { $value: { colorSpace: 'display-p3', components: [0.9175, 0.2003, 0.1386] } },
        old: { $value: '#12345680' },
        link: { $value: '{color.old}' },
        half: { $value: { colorSpace: 'hsl', components: [120, 100, 'none'], alpha: 0.5 } },
      },
      size: { $type: 'dimension', gap: { $value: '4px' } },
    };
    const { palette, format } = readPalette(JSON.stringify(tokens), { fileName: 'core.tokens.json' });
    expect([format, palette.name]).toEqual(['tokens', 'Core']);
    expect(palette.colors).toEqual([
      { hex: '#ff0000', name: 'base' },
      { hex: '#12345680', name: 'old' },
      { hex: '#12345680', name: 'link' },
      { hex: '#00000080', name: 'half' },
    ]);
  });

  it('reads a tree of Style Dictionary, and a plain one', () => {
    const tree = {
      color: { brand: { red: { value: '#f00' }, alias: { value: '{color.brand.red.value}' } } },
    };
    expect(colorsIn(JSON.stringify(tree), 'sd.json')).toEqual(['#ff0000 Brand/Red', '#ff0000 Brand/Alias']);
    expect(colorsIn('{"gray": {"100": "#eee", "900": "#111"}, "weight": 700}')).toEqual([
      '#eeeeee Gray/100',
      '#111111 Gray/900',
    ]);
  });
});

describe('bad palettes', () => {
  const messageOf = (input: string | Uint8Array, fileName?: string): string => {
    try {
      readPalette(input, fileName === undefined ? {} : { fileName });
    } catch (error) {
      if (error instanceof PaletteError) return error.message;
      throw error;
    }
    throw new Error('this was read');
  };
  const ase = writeAse([{ name: 'Sky', model: 'RGB ', values: [0, 0.5, 1] }]);

  it.each<[string, string | Uint8Array, string]>([
    ['empty.gpl', new Uint8Array(0), 'empty.gpl: Expected a palette but received an empty file.'],
    ['blank.css', ' \n', 'blank.css: Expected a palette but received an empty file.'],
    ['none.css', 'a { margin: 0 }', 'none.css: Expected at least 1 color but received none.'],
    [
      'a.css',
      ':root {\n  --a: #12345;\n}',
      'a.css, line 2: Expected a color such as #1a2b3c but received "#12345".',
    ],
    ['a.hex', '#fff\n#ggg', 'a.hex, line 2: Expected a color such as #1a2b3c but received "#ggg".'],
    [
      'a.txt',
      'fff000\nhello',
      'a.txt, line 2: Expected a color such as #1a2b3c or 1a2b3c but received "hello".',
    ],
    [
      'a.gpl',
      'GIMP Palette\n1 2 256 Too much',
      'a.gpl, line 2: Expected three numbers from 0 to 255 but received "1 2 256 Too much".',
    ],
    [
      'a.gpl',
      'Palette\n1 2 3',
      'a.gpl, line 1: Expected "GIMP Palette" as the first line but received "Palette".',
    ],
    ['a.pal', 'JASC-PAL\n0100\n3\n1 2 3\n', 'a.pal, line 4: Expected 3 colors but received 1.'],
    [
      'cut.ase',
      ase.subarray(0, 30),
      'cut.ase, byte 28: Expected 4 bytes for the color model of block 1 of 1 but received 2 before the end of the file.',
    ],
    [
      'less.ase',
      writeAse([], 2),
      'less.ase, byte 12: Expected 2 bytes for block 1 of 2 but received the end of the file.',
    ],
    [
      'text.ase',
      Buffer.from('hello'),
      'text.ase, byte 0: Expected the signature "ASEF" but received "hell".',
    ],
    [
      'odd.ase',
      writeAse([{ name: '', model: 'HSB ', values: [0, 0, 0] }]),
      'odd.ase, byte 22: Expected the color model RGB, CMYK, LAB or Gray but received "HSB".',
    ],
    [
      'cut.aco',
      writeAco([[0, 1, 2, 3, 0]], [1]).subarray(0, 9),
      'cut.aco, byte 8: Expected 2 bytes for color 1 of 1 but received 1 before the end of the file.',
    ],
    [
      'ink.aco',
      writeAco([[3, 1, 2, 3, 0]], [1]),
      'ink.aco, byte 4: Expected a color in RGB, HSB, CMYK, Lab or grayscale but received color 1, a color of a color book.',
    ],
    ['a.json', '{"colors": ["#fff"', 'a.json, line 1: Expected valid JSON but received the end of the file.'],
    [
      'a.json',
      '{"colors": [\n"#ff"]}',
      'a.json, line 2: Expected a color such as "#1a2b3c" for colors but received "#ff".',
    ],
    [
      't.json',
      '{"a": {"$type": "color", "$value": "{b}"}}',
      't.json, line 1: Expected a color for the token a but received "{b}", which is no token here.',
    ],
    [
      'p.png',
      Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1'),
      'p.png: Expected a palette file but received bytes that begin with "\\u0089PNG".',
    ],
  ])('%s is refused in one line that names the place', (name, input, message) => {
    const said = messageOf(input, name);
    expect(said).toBe(message);
    expect(said).not.toContain('\n');
  });

  it.each<[string, string, string]>([
    ['large.css', ' '.repeat(8_000_001), 'large.css: Expected at most 8 MB but received 8.1 MB.'],
    [
      'deep.json',
      `${'{"a":\n'.repeat(5000)}"#fff"${'}'.repeat(5000)}`,
      'deep.json, line 101: Expected at most 100 levels of groups but received more.',
    ],
    ['long.hex', '\n'.repeat(300_000), 'long.hex: Expected a palette but received an empty file.'],
    [
      'long.gpl',
      `GIMP Palette\n${'1 2 3\n'.repeat(300_000)}`,
      'long.gpl: Expected at most 150,000 lines in a palette file but received more.',
    ],
    [
      'many.hex',
      '#fff\n'.repeat(20_000),
      'many.hex, line 16385: Expected at most 16,384 colors including duplicates but received more.',
    ],
    [
      'alias.json',
      '{"a":{"$type":"color","$value":"{constructor}"}}',
      'alias.json, line 1: Expected a color for the token a but received "{constructor}", which is no token here.',
    ],
  ])('%s has more than a palette file may have, or less', (name, input, message) => {
    expect(messageOf(input, name)).toBe(message);
  });

  it('is told by nothing that a terminal obeys', () => {
    const raw = messageOf('{"\u001b[31m\u202e":1}', 'a\n.json');
    expect(raw).toMatch(/^a\\n\.json, line 1: Expected valid JSON but received "\\u001b\[31m/);
    expect(messageOf('{"\\u001b[31m\\u202e":{"$type":"color","$value":"x"}}', 'a.json')).toMatch(
      /^a\.json, line 1: Expected a color for the token \\x1b\[31m\\u202e but received "x"\.$/,
    );
  });

  it('is no function with a unit, nor one that culori takes for ever to show', () => {
    for (const text of [
      'blur(8px)',
      'translateY(4px)',
      'x(1px)',
      'rgb(1px 2 3)',
      'color(toString 1 1 1)',
      'rgb(1 2 3\u2028)',
    ])
      expect(colorsIn(`:root{--a:${text};--b:#fff}`, 'a.css')).toEqual(['#ffffff B']);
    expect(colorsIn('--a: oklab(0.5 1e999 1e999);', 'a.css')).toHaveLength(1);
  });

  it('has no file to name where text was pasted', () => {
    expect(messageOf('#fff\n#12')).toBe('line 2: Expected a color such as #1a2b3c but received "#12".');
  });

  it('ends in such an error wherever a file is cut off', () => {
    for (const whole of [ase, writeAco([[0, 1, 2, 3, 0, 'Name']], [2])]) {
      for (let length = 1; length < whole.length - 2; length++) {
        const name = whole === ase ? 'cut.ase' : 'cut.aco';
        expect(messageOf(whole.subarray(0, length), name), `${length} bytes`).toMatch(
          /^cut\.a[sc][eo], byte \d+: /,
        );
      }
    }
  });
});
