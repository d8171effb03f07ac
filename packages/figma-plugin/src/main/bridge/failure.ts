import type { FailureCode } from '../../shared/answers.ts';

/** Why a request could not be done. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  constructor(code: FailureCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** What was thrown, in words. Figma throws errors, and now and then texts. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);
