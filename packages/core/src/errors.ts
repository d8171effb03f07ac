export type QuantizeErrorCode =
  /** Width or height is not an integer ≥ 0, or the image is too large to index. */
  | 'invalid-dimensions'
  /** The data is not a byte array of `width * height * 4`. */
  | 'buffer-length-mismatch'
  /** An option is of the wrong type, out of its range, or in conflict with another. */
  | 'option-out-of-range'
  /** A palette is not 1 to 256 colors of 4 bytes. */
  | 'invalid-palette'
  /** WebAssembly was asked for, and this host has none or does not let it run. */
  | 'no-webassembly'
  /** A session was closed, or another call of it came before this one was done. */
  | 'session-moved-on';

/** Everything that core throws on purpose. The message says what was expected and what came. */
export class QuantizeError extends Error {
  override readonly name = 'QuantizeError';
  readonly code: QuantizeErrorCode;
  readonly expected: string;
  readonly received: string;

  constructor(code: QuantizeErrorCode, subject: string, expected: string, received: unknown) {
    const came = describe(received);
    super(`Expected ${expected} for ${subject} but received ${came}`);
    this.code = code;
    this.expected = expected;
    this.received = came;
  }
}

/** A short text for any value: `"blue" of type string`, `300 of type number`, `null`. */
function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'string') return `${JSON.stringify(value)} of type string`;
  if (typeof value === 'object') return value.constructor?.name ?? 'an object';
  return `${String(value)} of type ${typeof value}`;
}
