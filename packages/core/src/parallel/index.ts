export type { PoolKind } from './crew.ts';
export { openSession, type ThreadSession } from './open-session.ts';
export { createPool } from './pool.ts';
export { extractPalette, quantize, remap } from './shared-pool.ts';
export type { JobOptions, Lazy, Pool, PoolFunctions, PoolOptions } from './types.ts';
