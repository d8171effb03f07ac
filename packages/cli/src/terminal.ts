import { Chalk, type ChalkInstance, type ColorSupportLevel, supportsColor, supportsColorStderr } from 'chalk';

/** Where text goes, and what can be shown there. */
export interface Terminal {
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
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
  return {
    out,
    err,
    paint: new Chalk({ level: levelOf(out, supportsColor) }),
    paintErr: new Chalk({ level: levelOf(err, supportsColorStderr) }),
    width: out.columns ?? 80,
  };
}

/** The same terminal with `err` in the place of `out`, for when `out` carries an image. */
export function towardError(terminal: Terminal): Terminal {
  const { err, paintErr } = terminal;
  return { ...terminal, out: err, paint: paintErr, width: err.columns ?? 80 };
}

/** The one line that people see of an error. */
export function printError(terminal: Terminal, message: string, name?: string): void {
  const prefix = terminal.paintErr.red('kcolors:');
  terminal.err.write(`${prefix} ${name === undefined ? '' : `${name}: `}${message}\n`);
}
