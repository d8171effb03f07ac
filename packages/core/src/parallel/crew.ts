import type { Progress } from '../index.ts';
import type { Call, Visit } from './jobs.ts';

/**
 * How the jobs of a pool are run: in threads of Node, in Web Workers from a blob: or a data: address, or, where none
 * of these is allowed, on the thread of the caller, in slices.
 */
export type PoolKind = 'thread' | 'blob' | 'data' | 'inline';

/** Those who do the work. */
export interface Crew {
  readonly kind: PoolKind;
  /** Jobs that can run at once. */
  readonly size: number;
  /** Does one job, or lets a session have its place. Settles when whoever did it is free again or gone, an aborted job therefore some time after. */
  run(call: Call | Visit, buffers: Transferable[], watch: Watch): Promise<unknown>;
  close(): Promise<void>;
}

/** How whoever asked for a job goes along with it. */
export interface Watch {
  readonly signal: AbortSignal;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}
