// Runs in a thread: does one job at a time and tells how far it is. It is bundled with all of core into one classic
// script, which the pool carries as text.
import workerpool from 'workerpool';
import { type Call, stepsOf, type Visit } from './jobs.ts';
import { answerOf, buffersOf } from './post.ts';
import { serveSession } from './serve-session.ts';

async function run(call: Call | Visit): Promise<unknown> {
  const answer = await answerOf(() => (call.name === 'session' ? serveSession(...call.args) : finish(call)));
  return new workerpool.Transfer(answer, buffersOf(answer));
}

function finish(call: Call): unknown {
  const steps = stepsOf(call);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (call.reports) workerpool.workerEmit(step.value);
  }
}

workerpool.worker({ run, ping: (value: unknown) => value });
