/** Machine-readable cause of a `QuantizeError`. */
export type QuantizeErrorCode =
  /** Width or height is not an integer ≥ 0, two sizes differ, or there are more than 2³⁰ pixels. */
  | 'invalid-dimensions'
  /** `data` is not a byte array of `width * height * 4` bytes. */
  | 'buffer-length-mismatch'
  /** An option has the wrong type, is out of range, or conflicts with another one. */
  | 'option-out-of-range'
  /** A palette is not 1 to 256 colors of 4 bytes. */
  | 'invalid-palette'
  /** `engine: 'wasm'` was set, but the host does not support or allow WebAssembly. */
  | 'no-webassembly'
  /** A later call of the same session replaced this one. */
  | 'superseded'
  /** The session was closed, before this call or during it. */
  | 'closed';

/** Error that core throws on invalid input. `expected` and `received` are readable texts; `code` is stable. */
export class QuantizeError extends Error {
  override readonly name = 'QuantizeError';
  /** Stable cause, for programs. */
  readonly code: QuantizeErrorCode;
  /** The expected value, such as `an integer from 1 to 256`. */
  readonly expected: string;
  /** The received value, such as `300 of type number`. */
  readonly received: string;

  /** @param subject Name of the option or argument. */
  constructor(code: QuantizeErrorCode, subject: string, expected: string, received: unknown) {
    const came = describe(received);
    super(`Expected ${expected} for ${subject} but received ${came}`);
    this.code = code;
    this.expected = expected;
    this.received = came;
  }
}

/** Describes a value in a few words: `"blue" of type string`, `300 of type number`, `null`. */
function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'string') return `${JSON.stringify(value)} of type string`;
  if (typeof value === 'object') return value.constructor?.name ?? 'an object';
  return `${String(value)} of type ${typeof value}`;
}
