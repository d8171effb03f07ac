// The sandbox's end of the bridge: every request is answered once, whatever it is and whatever becomes of it.

import type { Answer, AnswerOf } from '../../shared/answers.ts';
import { ANSWERS } from '../../shared/protocol.ts';
import { parseRequest, type Request } from '../../shared/requests.ts';
import { idOf } from '../../shared/values.ts';
import { Failure, messageOf } from './failure.ts';
import type { Handler, Handlers } from './handlers.ts';
import { canceled, type Job, openJob } from './job.ts';

/** Those that change the document; they wait for one another. */
const CHANGING: ReadonlySet<Request['type']> = new Set([
  'apply',
  'restore',
  'write-styles',
  'write-variables',
  'draw-swatches',
] as const);

/** What takes messages of the page. Nothing it is given makes it throw. */
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
      if (isCanceled()) throw canceled(); // while it waited for others
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
