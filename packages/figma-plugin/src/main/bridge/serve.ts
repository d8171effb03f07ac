// The sandbox side of the bridge. Answers every request exactly once, including invalid and failed ones.

import type { Answer, AnswerOf } from '../../shared/answers.ts';
import { ANSWERS } from '../../shared/protocol.ts';
import { parseRequest, type Request } from '../../shared/requests.ts';
import { idOf } from '../../shared/values.ts';
import { Failure, messageOf } from './failure.ts';
import type { Handler, Handlers } from './handlers.ts';
import { canceled, type Job, openJob } from './job.ts';

/** Requests that change the document. They run one after another. */
const CHANGING: ReadonlySet<Request['type']> = new Set([
  'apply',
  'restore',
  'write-styles',
  'write-variables',
  'draw-swatches',
] as const);

/** Returns the receiver of the page's messages. It never throws, whatever the message. */
export function serve(
  handlers: Omit<Handlers, 'cancel'>,
  send: (answer: Answer) => void,
): (message: unknown) => Promise<void> {
  const running = new Set<number>();
  let queue: Promise<unknown> = Promise.resolve();

  async function perform(request: Request): Promise<Answer> {
    const { id, type } = request;
    const isCanceled = () => !running.has(id);
    const job = openJob((done, total) => send({ type: 'progress', id, done, total }), isCanceled);
    try {
      if (isCanceled()) throw canceled(); // it may be canceled while it waits for others
      const handler = { ...handlers, cancel }[type] as Handler<typeof type>;
      return { ...(await handler(request as never, job)), type: ANSWERS[type], id } as Answer;
    } catch (error) {
      return failed(id, error);
    } finally {
      running.delete(id);
    }
  }
  const cancel = async ({ request }: { request: number }, _: Job) => {
    running.delete(request);
    return {};
  };

  return async (message) => {
    const request = parseRequest(message);
    if (!request) {
      const id = idOf(message);
      if (id !== undefined) send(failed(id, new Failure('bad-request', 'This is not a valid request.')));
      return;
    }
    if (running.has(request.id))
      return send(failed(request.id, new Failure('bad-request', 'A request has this id already.')));
    running.add(request.id);
    const before = CHANGING.has(request.type) ? queue : Promise.resolve();
    const answer = before.then(() => perform(request));
    if (CHANGING.has(request.type)) queue = answer;
    send(await answer);
  };
}

function failed(id: number, error: unknown): AnswerOf<'failed'> {
  const code = error instanceof Failure ? error.code : 'figma';
  return { type: 'failed', id, code, message: messageOf(error) };
}
