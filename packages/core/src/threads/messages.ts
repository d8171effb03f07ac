// Messages between a thread and its caller. Each message carries the number of its call, except `close`.

/** A message to a thread. */
export type Request =
  | {
      readonly type: 'call';
      readonly id: number;
      readonly name: string;
      readonly args: readonly unknown[];
      /** Whether the caller listens to progress. */
      readonly reports: boolean;
    }
  /** Stops a call, or frees the resources that it opened. */
  | { readonly type: 'stop'; readonly id: number }
  /** Stops all calls and frees all resources. */
  | { readonly type: 'close' };

/** A message from a thread. Each call gets one answer: its result, its error, or a note that it was stopped. */
export type Reply =
  | { readonly type: 'progress'; readonly id: number; readonly progress: unknown }
  | { readonly type: 'done'; readonly id: number; readonly result: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly error: ErrorParcel }
  | { readonly type: 'stopped'; readonly id: number };

/** An error in a form that can be sent: structured cloning loses the class. */
export interface ErrorParcel {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** Further properties of the error that hold plain values. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly cause?: ErrorParcel;
}

/** Error classes that both sides know, by the `name` of their errors. */
export type ErrorClasses = Readonly<Record<string, { readonly prototype: Error }>>;

export function packError(error: unknown): ErrorParcel {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: '', fields: {} };
  const { cause, message, name, stack = '' } = error;
  const fields = Object.fromEntries(Object.entries(error).filter(([, value]) => Object(value) !== value));
  return { name, message, stack, fields, ...(cause !== undefined && { cause: packError(cause) }) };
}

/** Rebuilds a packed error, in its class if that is known. */
export function unpackError(parcel: ErrorParcel, classes: ErrorClasses): Error {
  const { cause, fields, message, name, stack } = parcel;
  const error = new Error(message, cause && { cause: unpackError(cause, classes) });
  const known = classes[name];
  if (known) Object.setPrototypeOf(error, known.prototype);
  return Object.assign(error, known ? fields : { ...fields, name }, { stack });
}
