// Runs in a thread: does one job at a time and tells how far it is. It is bundled with all of core into one classic
// script, which the pool carries as text.
import workerpool from 'workerpool';
import { QuantizeError } from '../index.ts';
import { type Answer, type Call, stepsOf } from './jobs.ts';
import { buffersOf } from './post.ts';

function run(call: Call): unknown {
  let answer: Answer;
  try {
    answer = { result: finish(call) };
  } catch (error) {
    answer = error instanceof QuantizeError ? { refusal: fieldsOf(error) } : { failure: error };
  }
  return new workerpool.Transfer(answer, 'result' in answer ? buffersOf(answer.result) : []);
}

function finish(call: Call): unknown {
  const steps = stepsOf(call);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (call.reports) workerpool.workerEmit(step.value);
  }
}

function fieldsOf({ code, expected, received, message, stack }: QuantizeError) {
  return { code, expected, received, message, stack };
}

workerpool.worker({ run, ping: (value: unknown) => value });
