// The page side of the bridge: sends requests to the sandbox and matches answers to them.

import { type AnswerOf, type FailureCode, parseAnswer } from '../shared/answers.ts';
import type { AnswerTo } from '../shared/protocol.ts';
import type { Request, RequestOf } from '../shared/requests.ts';
import { idOf } from '../shared/values.ts';

type Type = Request['type'];
type Progress = (done: number, total: number) => void;

type SelectionChange = Pick<AnswerOf<'selection'>, 'selected' | 'isOtherPage'>;

export interface MainConnection {
  /**
   * Sends a request. Rejects with a `MainError` when the sandbox fails. Aborting asks the sandbox to cancel
   * the request.
   */
  ask<Asked extends Type>(
    request: Omit<RequestOf<Asked>, 'id'> & { type: Asked },
    how?: { onProgress?: Progress; signal?: AbortSignal },
  ): Promise<AnswerTo<Asked>>;
  /** Calls the listener after each change of the selection. */
  onSelection(listener: (change: SelectionChange) => void): void;
}

/** An error that the sandbox reported. */
export class MainError extends Error {
  override readonly name = 'MainError';
  readonly code: FailureCode;
  constructor(code: FailureCode, message: string) {
    super(message);
    this.code = code;
  }
}

interface Waiting {
  resolve(answer: never): void;
  reject(error: Error): void;
  onProgress: Progress | undefined;
}

/** Connects the page to the sandbox. Call it once. */
export function connectMain(page: Window = window): MainConnection {
  const waiting = new Map<number, Waiting>();
  const listeners: ((change: SelectionChange) => void)[] = [];
  let lastId = 0;
  // The parent is Figma's own page, whose origin is not known in advance.
  const send = (message: Request) => page.parent.postMessage({ pluginMessage: message }, '*');

  page.addEventListener('message', ({ data }: MessageEvent<{ pluginMessage?: unknown } | undefined>) => {
    const answer = parseAnswer(data?.pluginMessage);
    if (!answer) return refuse(data?.pluginMessage);
    if (answer.type === 'selection') return listeners.forEach((listener) => void listener(answer));
    const one = waiting.get(answer.id);
    if (!one) return;
    if (answer.type === 'progress') return one.onProgress?.(answer.done, answer.total);
    waiting.delete(answer.id);
    if (answer.type === 'failed') one.reject(new MainError(answer.code, answer.message));
    else one.resolve(answer as never);
  });

  /**
   * Rejects the pending request of an invalid answer. Other invalid messages come from Figma itself and are
   * ignored.
   */
  function refuse(message: unknown): void {
    const id = idOf(message) ?? -1;
    waiting.get(id)?.reject(new MainError('bad-request', 'The answer of the plugin was not understood.'));
    waiting.delete(id);
  }

  return {
    ask: (request, { onProgress, signal } = {}) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const id = ++lastId;
        waiting.set(id, { resolve, reject, onProgress });
        const cancel = () => send({ type: 'cancel', id: ++lastId, request: id });
        signal?.addEventListener('abort', cancel, { once: true });
        send({ ...request, id } as unknown as Request);
      }),
    onSelection: (listener) => void listeners.push(listener),
  };
}
