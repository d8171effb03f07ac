export type { ThreadKind as PoolKind } from '../threads/index.ts';
export { createPool, extractPalette, quantize, remap } from './pool.ts';
export { openSession, type ThreadSession } from './session.ts';
export type { JobOptions, Lazy, Pool, PoolFunctions, PoolOptions } from './types.ts';
