import type { FailureCode } from '../../shared/answers.ts';

/** The reason why a request failed. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  constructor(code: FailureCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The message of a thrown value. Figma throws errors and sometimes strings. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);
