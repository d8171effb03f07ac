import { printable } from './printable/index.ts';

export type CodecErrorCode =
  /** No bytes at all. */
  | 'empty-file'
  /** The bytes are not an image that is known here. */
  | 'not-an-image'
  /** An image of a format that is not read (AVIF, SVG …). */
  | 'unsupported-format'
  /** A format that is read, but a variant of it that is not (12-bit JPEG …). */
  | 'unsupported-feature'
  /** Truncated, or contradicting its own format. */
  | 'damaged'
  /** Its metadata cannot be removed without a part of the picture. */
  | 'cannot-strip'
  /** More pixels than allowed, or more work for its pixels than any image of this size needs. */
  | 'too-large'
  /** An option, or an image to be encoded, is out of its range. */
  | 'invalid-option'
  /** A codec failed on input that looked right. */
  | 'codec-failed'
  /** The host does not have the memory, or the address space, that the image takes. */
  | 'out-of-memory'
  /** A fault of this package: `cause` is the error that nobody expected. */
  | 'internal';

/** Everything that this package throws on purpose. The message is one plain line: what was expected, what came; what of a file cannot be seen is escaped. */
export class CodecError extends Error {
  override readonly name = 'CodecError';
  readonly code: CodecErrorCode;

  constructor(code: CodecErrorCode, message: string, cause?: unknown) {
    super(printable(message.replace(/\s+/g, ' ').trim()), cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** The error of a file that is truncated or contradicts its format. */
export function damaged(message: string): CodecError {
  return new CodecError('damaged', message);
}
