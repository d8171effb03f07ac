import type { Crew, Watch } from './crew.ts';
import { INLINE } from './inline.ts';
import type { JobName } from './jobs.ts';
import { buffersOf, pack } from './post.ts';

/** One job, its arguments by how they get to a thread. */
export interface Job {
  readonly name: JobName;
  /** What holds the pixels: they are copied, or with `transfer` handed over. */
  readonly source: unknown;
  readonly transfer?: boolean;
  /** What is ours alone: its arrays are handed over. */
  readonly own?: readonly unknown[];
  /** All the rest. */
  readonly args: readonly unknown[];
}

/** Has a job done by a crew, or on this thread where something of it cannot be sent. */
export function send<Result>(crew: Crew, job: Job, watch: Watch): Promise<Result> {
  const { args, name, own = [], source } = job;
  const reports = watch.onProgress !== undefined;
  const parcel = crew === INLINE ? undefined : packUnlessWrong(job);
  const done = parcel
    ? crew.run({ name, args: parcel.args, reports }, parcel.buffers, watch)
    : INLINE.run({ name, args: [source, ...own, ...args], reports }, [], watch);
  return done as Promise<Result>;
}

/** What is to be sent; undefined where something cannot be, and so is wrong: core itself shall say what. */
export function packUnlessWrong({
  args,
  own = [],
  source,
  transfer = false,
}: Omit<Job, 'name'>): { args: readonly unknown[]; buffers: ArrayBuffer[] } | undefined {
  try {
    const rest = structuredClone(args);
    const { value, buffers } = pack(source, transfer);
    return { args: [value, ...own, ...rest], buffers: [...buffers, ...own.flatMap(buffersOf)] };
  } catch (error) {
    if ((error as Error).name === 'DataCloneError') return undefined;
    throw error;
  }
}
