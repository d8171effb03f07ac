import { createPool } from './pool.ts';
import type { Pool, PoolFunctions } from './types.ts';

let shared: Pool | undefined;
const pool = () => (shared ??= createPool());

/** `quantize` of core as a promise, in a pool that all who import it share. */
export const quantize: PoolFunctions['quantize'] = (...args) => pool().quantize(...args);

/** `extractPalette` of core as a promise, in the shared pool. */
export const extractPalette: PoolFunctions['extractPalette'] = (...args) => pool().extractPalette(...args);

/** `remap` of core as a promise, in the shared pool. */
export const remap: PoolFunctions['remap'] = (...args) => pool().remap(...args);
