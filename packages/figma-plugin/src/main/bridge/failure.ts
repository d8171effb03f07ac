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

/** Errors of Figma that a person meets, in plain words. */
const PLAIN: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/unloaded font|font .*(not|could not) be? ?(loaded|available)/i, 'A font of this layer is missing here.'],
  [/view[- ]only|read[- ]only|dev mode|edit access|permission/i, 'You can view this file but not edit it.'],
];

/** The message of a thrown value. Figma throws errors and sometimes strings. */
export function messageOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return PLAIN.find(([pattern]) => pattern.test(message))?.[1] ?? message;
}
