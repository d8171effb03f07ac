import { MainError } from '../connect.ts';

/** Whether an error is due to a cancellation by the person. */
export const isAbort = (reason: unknown): boolean =>
  reason instanceof Error &&
  (reason.name === 'AbortError' || (reason instanceof MainError && reason.code === 'canceled'));
