import { printable } from '@kcolors/codecs/printable';
import { Chalk, type ChalkInstance, type ColorSupportLevel, supportsColor, supportsColorStderr } from 'chalk';

/** A stream of lines and colors. All other control characters are escaped, whatever their source. */
interface TextStream {
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  readonly write: (text: string) => void;
  /** The underlying stream, for bytes and cursor movements. */
  readonly raw: NodeJS.WriteStream;
}

/** The output streams and their capabilities. */
export interface Terminal {
  readonly out: TextStream;
  readonly err: TextStream;
  /** Painters for `out` and `err`. They return plain text if colors are disabled. */
  readonly paint: ChalkInstance;
  readonly paintErr: ChalkInstance;
  /** Columns of `out`. */
  readonly width: number;
}

/** Opens the terminal of this process. Respects NO_COLOR and FORCE_COLOR. */
export function openTerminal(): Terminal {
  const { stdout: out, stderr: err, env } = process;
  for (const stream of [out, err]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return; // the reader of a pipe may close it at any time
      if (stream === out) err.write(`kcolors: the output cannot be written: ${error.message}\n`);
      process.exit(1);
    });
  }
  const forced = /^[1-3]$/.test(env.FORCE_COLOR ?? '')
    ? (Number(env.FORCE_COLOR) as ColorSupportLevel)
    : undefined;
  // Detects non-terminals here, since chalk mistakes our option --colors for its own.
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
 * Escapes all control characters except line ends and, with `hasColors`, color sequences. This is the last line of
 * defense. Names and messages are escaped earlier, when a line is built, since a line end within a name would pass
 * here.
 */
export function inertText(text: string, hasColors: boolean): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences that chalk writes begin with ESC
  const own = hasColors ? /(\n|\u001b\[[\d;]*m)/ : /(\n)/;
  return text
    .split(own)
    .map((part, i) => (i % 2 ? part : printable(part)))
    .join('');
}

/** Returns the terminal with `err` in place of `out`, for an `out` that carries an image. */
export function towardError(terminal: Terminal): Terminal {
  const { err, paintErr } = terminal;
  return { ...terminal, out: err, paint: paintErr, width: err.columns ?? 80 };
}

/** Prints an error as one line. */
export function printError(terminal: Terminal, message: string, name?: string): void {
  const prefix = terminal.paintErr.red('kcolors:');
  terminal.err.write(`${prefix} ${printable(name === undefined ? message : `${name}: ${message}`)}\n`);
}

/** Prints a note about a file as one line on the standard error stream. */
export function printNote({ err }: Terminal, note: string, name?: string): void {
  err.write(`${printable(name === undefined ? note : `${name}: ${note}`)}\n`);
}
