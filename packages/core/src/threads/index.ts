export type { ArgumentsOf, Call, CallOptions, ResultOf, Thread, ThreadKind } from './connect.ts';
export type { Slots } from './job-queue.ts';
export { createLatest, type LatestCalls } from './latest.ts';
export type { ErrorClasses } from './messages.ts';
export { openPool, type Place, type ThreadPool, type ThreadPoolOptions } from './pool.ts';
export { type Handlers, type Job, type ServedPort, serve } from './serve.ts';
export { type Script, type StartOptions, startThread } from './start.ts';
export { pause, runSteps } from './steps.ts';
export { isShared, type Packing, startPacking } from './transfer.ts';
