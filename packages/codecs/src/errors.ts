import { printable } from './printable/index.ts';

/** Reason of a `CodecError`. */
export type CodecErrorCode =
  /** The file has 0 bytes. */
  | 'empty-file'
  /** The bytes are not an image in a known format. */
  | 'not-an-image'
  /** The image has a format that is not supported, such as AVIF or SVG. */
  | 'unsupported-format'
  /** The format is supported but this variant is not, such as a 12-bit JPEG. */
  | 'unsupported-feature'
  /** The file is truncated or violates its format. */
  | 'damaged'
  /** Removing the metadata would remove a part of the picture. */
  | 'cannot-strip'
  /** The image has too many pixels, or needs far more work than any image of its size. */
  | 'too-large'
  /** An option or an image to encode is invalid. */
  | 'invalid-option'
  /** A codec failed on valid input. */
  | 'codec-failed'
  /** The host has too little memory or address space for the image. */
  | 'out-of-memory'
  /** A bug in this package: `cause` is the unexpected error. */
  | 'internal';

/**
 * Every error that this package throws on purpose. `message` is one line: what was expected and what came. Invisible
 * characters in it are escaped.
 */
export class CodecError extends Error {
  override readonly name = 'CodecError';
  /** Stable cause, for programs. */
  readonly code: CodecErrorCode;

  constructor(code: CodecErrorCode, message: string, cause?: unknown) {
    super(printable(message.replace(/\s+/g, ' ').trim()), cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** Returns a `'damaged'` error, for a file that is truncated or violates its format. */
export function damaged(message: string): CodecError {
  return new CodecError('damaged', message);
}
