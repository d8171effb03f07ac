import { printable } from '@kcolors/codecs/printable';
import { Chalk, type ChalkInstance, type ColorSupportLevel, supportsColor, supportsColorStderr } from 'chalk';

/** A stream of lines and colors. Whatever else a terminal would obey is escaped, wherever it came from. */
interface TextStream {
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  readonly write: (text: string) => void;
  /** The stream itself, for bytes and for what moves the cursor. */
  readonly raw: NodeJS.WriteStream;
}

/** Where text goes, and what can be shown there. */
export interface Terminal {
  readonly out: TextStream;
  readonly err: TextStream;
  /** Paints for `out` and `err`; they leave text alone where colors are not wanted. */
  readonly paint: ChalkInstance;
  readonly paintErr: ChalkInstance;
  /** Columns of `out`. */
  readonly width: number;
}

/** The terminal of this process. NO_COLOR and FORCE_COLOR are honored. */
export function openTerminal(): Terminal {
  const { stdout: out, stderr: err, env } = process;
  for (const stream of [out, err]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return; // the reader of a pipe may leave at any time
      if (stream === out) err.write(`kcolors: the output cannot be written: ${error.message}\n`);
      process.exit(1);
    });
  }
  const forced = /^[1-3]$/.test(env.FORCE_COLOR ?? '')
    ? (Number(env.FORCE_COLOR) as ColorSupportLevel)
    : undefined;
  // Streams that are no terminals are told apart here: chalk takes our own option --colors for a wish to paint.
  const levelOf = (stream: NodeJS.WriteStream, support: typeof supportsColor) =>
    env.NO_COLOR ? 0 : (forced ?? (stream.isTTY && env.TERM !== 'dumb' && support ? support.level : 0));
  const [level, levelErr] = [levelOf(out, supportsColor), levelOf(err, supportsColorStderr)];
  return {
    out: textStream(out, level > 0),
    err: textStream(err, levelErr > 0),
    paint: new Chalk({ level }),
    paintErr: new Chalk({ level: levelErr }),
    width: out.columns ?? 80,
  };
}

function textStream(raw: NodeJS.WriteStream, hasColors: boolean): TextStream {
  return {
    isTTY: raw.isTTY,
    columns: raw.columns,
    write: (text) => {
      raw.write(inertText(text, hasColors));
    },
    raw,
  };
}

/**
 * The text with its line ends and, where there are any, its colors; everything else that a terminal would obey is
 * escaped. This is the last line of defence: names and messages are escaped where a line is made of them, since a line
 * end within a name looks like one of ours here.
 */
export function inertText(text: string, hasColors: boolean): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences that chalk writes begin with ESC
  const own = hasColors ? /(\n|\u001b\[[\d;]*m)/ : /(\n)/;
  return text
    .split(own)
    .map((part, i) => (i % 2 ? part : printable(part)))
    .join('');
}

/** The same terminal with `err` in the place of `out`, for when `out` carries an image. */
export function towardError(terminal: Terminal): Terminal {
  const { err, paintErr } = terminal;
  return { ...terminal, out: err, paint: paintErr, width: err.columns ?? 80 };
}

/** The one line that people see of an error. */
export function printError(terminal: Terminal, message: string, name?: string): void {
  const prefix = terminal.paintErr.red('kcolors:');
  terminal.err.write(`${prefix} ${printable(name === undefined ? message : `${name}: ${message}`)}\n`);
}
