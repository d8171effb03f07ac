// What two sides of a thread say to each other. Every message has the number of the call that it belongs to.

/** What goes to a thread. */
export type Request =
  | {
      readonly type: 'call';
      readonly id: number;
      readonly name: string;
      readonly args: readonly unknown[];
      /** Whether anyone listens to its progress. */
      readonly reports: boolean;
    }
  /** Nobody wants the result of a call any more, or what it has opened. */
  | { readonly type: 'stop'; readonly id: number }
  /** Nobody will ask for anything any more. */
  | { readonly type: 'close' };

/** What comes back. Every call gets one answer: its result, its error, or that it was stopped. */
export type Reply =
  | { readonly type: 'progress'; readonly id: number; readonly progress: unknown }
  | { readonly type: 'done'; readonly id: number; readonly result: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly error: ErrorParcel }
  | { readonly type: 'stopped'; readonly id: number };

/** An error as it is sent: classes do not survive the way between threads. */
export interface ErrorParcel {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** Its other properties, those with plain values. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly cause?: ErrorParcel;
}

/** Error classes that both sides of a thread know, by the `name` of their errors. */
export type ErrorClasses = Readonly<Record<string, { readonly prototype: Error }>>;

export function packError(error: unknown): ErrorParcel {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: '', fields: {} };
  const { cause, message, name, stack = '' } = error;
  const fields = Object.fromEntries(Object.entries(error).filter(([, value]) => Object(value) !== value));
  return { name, message, stack, fields, ...(cause !== undefined && { cause: packError(cause) }) };
}

/** The error that was packed, of its class where that is known. */
export function unpackError(parcel: ErrorParcel, classes: ErrorClasses): Error {
  const { cause, fields, message, name, stack } = parcel;
  const error = new Error(message, cause && { cause: unpackError(cause, classes) });
  const known = classes[name];
  if (known) Object.setPrototypeOf(error, known.prototype);
  return Object.assign(error, known ? fields : { ...fields, name }, { stack });
}
