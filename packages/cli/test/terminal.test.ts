import { Chalk, type ColorSupportLevel } from 'chalk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DoneReport } from '../src/outcome.ts';
import { runProgram } from '../src/program.ts';
import { htmlReport } from '../src/report/html.ts';
import { jsonReport } from '../src/report-json.ts';
import { columnsOf, fileLines } from '../src/report-text.ts';
import { inertText, printError, type Terminal } from '../src/terminal.ts';

/** A name of a file, or text out of one. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.constantFrom(
        '\u001b[31m',
        '\u001b[0m',
        '\u001b]0;x\u0007',
        '\nkcolors: fake',
        '\r',
        '\u009b2J',
        '\u202e',
        '\u200b',
        '\ud800',
      ),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(''));

// biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences that chalk writes begin with ESC
const SGR = /\u001b\[[\d;]*m/g;
const COMMANDS = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

/** The text without the ends of its lines, which are ours. */
const joined = (text: string): string => text.replaceAll('\n', '');

/** A terminal that keeps what is written. */
function terminalWith(level: ColorSupportLevel): { terminal: Terminal; written: () => string } {
  let text = '';
  const stream = {
    isTTY: true,
    columns: 80,
    write: (part: string) => {
      text += inertText(part, level > 0);
    },
    raw: process.stdout,
  };
  const paint = new Chalk({ level });
  const terminal = { out: stream, err: stream, paint, paintErr: paint, width: 80 };
  return { terminal, written: () => text };
}

const reportOf = (name: string): DoneReport => ({
  input: name,
  output: `${name}.min.png`,
  status: 'compressed',
  bytesBefore: 1000,
  bytesAfter: 500,
  format: 'png',
  width: 1,
  height: 1,
  palette: [],
  mse: 0,
  psnr: 40,
  notes: [name, `The ${name} chunk was dropped.`],
});

/** What a run says of one file, of an error, and of both. */
function said(name: string, level: ColorSupportLevel): string {
  const { terminal, written } = terminalWith(level);
  const { paint, width } = terminal;
  const style = { paint, width, nameWidth: 40, palettes: 'full', shown: (path: string) => path } as const;
  terminal.out.write(`${fileLines(reportOf(name), style).join('\n')}\n`);
  printError(terminal, `${name} is damaged`, name);
  return written();
}

describe('what files are called and hold', () => {
  it('commands no terminal and makes no line of its own', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const plain = said(name, 0);
        expect(joined(plain)).not.toMatch(COMMANDS);
        expect(plain.split('\n')).toHaveLength(5); // a file, two notes, an error, the end
        // Colors are ours alone: without them the text is the one that has none.
        expect(said(name, 3).replace(SGR, '')).toBe(plain);
      }),
    );
  });

  it('commands no terminal where a caller forgot to escape it', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(joined(inertText(text, false))).not.toMatch(COMMANDS);
        expect(joined(inertText(text, true).replace(SGR, ''))).not.toMatch(COMMANDS);
      }),
    );
  });

  it('is inert in JSON, which holds the true names', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const json = jsonReport([reportOf(name), { input: name, status: 'error', error: name }]);
        expect(joined(json)).not.toMatch(COMMANDS);
        const [done, failed] = JSON.parse(json).files;
        expect([done.input, failed.error]).toEqual([name, name]);
      }),
    );
  });

  it('is inert on the page of a report', () => {
    const parts = { script: '', css: '', hash: () => '' };
    fc.assert(
      fc.property(hostile, (name) => {
        const page = htmlReport(
          [reportOf(name), reportOf(`<b>${name}`), { input: name, status: 'error', error: name }],
          parts,
        );
        expect(joined(page)).not.toMatch(COMMANDS);
        expect(page).not.toContain('<b>');
      }),
    );
  });

  it.each([
    ['an option', ['--\u001b[31mfake\nkcolors: b\u202e']],
    ['a value', ['-c', '\u001b[31m\nkcolors: b']],
    ['a wrong --out', ['a.png', '--out', 'x\u001b[2J\nkcolors: b.tiff']],
    ['a suffix', ['a.png', '--suffix', '../\u001b[2J\nkcolors: b']],
    ['a palette for segments', ['segments', 'no\u001b[2J\nkcolors: b.png', '--out', 'no-such-folder']],
    ['a missing file', ['no\u001b[2J\nkcolors: b.png']],
    ['a missing palette', ['apply', 'no\u001b[2J\nkcolors: b.css', 'a.png']],
  ])('is inert in what is said of %s', async (_, args) => {
    const { terminal, written } = terminalWith(0);
    const code = await runProgram(args, '0.0.0', terminal);
    expect(code).toBeGreaterThan(0);
    expect(joined(written())).not.toMatch(COMMANDS);
    for (const line of written().trimEnd().split('\n'))
      expect(line).toMatch(/^kcolors: (?!b)|^\(Did you mean/);
  });
});

describe('columns of names', () => {
  it('are those of a terminal, with escapes as they are shown', () => {
    expect(columnsOf('写真.png')).toBe(8);
    expect(columnsOf('Cre\u0300me')).toBe(5);
    expect(columnsOf('a\nb')).toBe(4);
    const style = {
      paint: new Chalk({ level: 0 }),
      width: 80,
      nameWidth: 10,
      palettes: 'full',
      shown: () => 'o',
    } as const;
    const [wide] = fileLines({ ...reportOf('写真.png'), notes: [] }, style);
    expect(wide).toMatch(/^写真\.png {4}1\.0 kB/);
  });
});
