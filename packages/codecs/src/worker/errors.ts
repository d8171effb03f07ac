import { QuantizeError, type QuantizeErrorCode } from '@kcolors/core';
import { CodecError, type CodecErrorCode } from '../errors.ts';

/** An error as it is sent: classes of our own do not survive the way between threads. */
export type ErrorParcel =
  | {
      readonly kind: 'codec';
      readonly code: CodecErrorCode;
      readonly message: string;
      readonly stack: string;
      readonly cause?: ErrorParcel;
    }
  | {
      readonly kind: 'quantize';
      readonly code: QuantizeErrorCode;
      readonly expected: string;
      readonly received: string;
      readonly message: string;
      readonly stack: string;
    }
  | {
      readonly kind: 'other';
      readonly name: string;
      readonly message: string;
      readonly stack: string;
    };

export function packError(error: unknown): ErrorParcel {
  if (error instanceof CodecError) {
    const { cause, code, message, stack = '' } = error;
    return { kind: 'codec', code, message, stack, ...(cause !== undefined && { cause: packError(cause) }) };
  }
  if (error instanceof QuantizeError) {
    const { code, expected, message, received, stack = '' } = error;
    return { kind: 'quantize', code, expected, received, message, stack };
  }
  if (error instanceof Error) {
    const { message, name, stack = '' } = error;
    return { kind: 'other', name, message, stack };
  }
  return { kind: 'other', name: 'Error', message: String(error), stack: '' };
}

/** The error that was packed, of the same class where it is one of ours. */
export function unpackError(parcel: ErrorParcel): Error {
  const { kind, message, stack } = parcel;
  switch (kind) {
    case 'codec':
      return Object.assign(new CodecError(parcel.code, message, parcel.cause && unpackError(parcel.cause)), {
        stack,
      });
    case 'quantize': {
      const { code, expected, received } = parcel;
      return Object.assign(new QuantizeError(code, '', expected, received), { received, message, stack });
    }
    case 'other':
      return Object.assign(new Error(message), { name: parcel.name, stack });
    default:
      return kind satisfies never;
  }
}
