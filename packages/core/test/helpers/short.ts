import { createHash } from 'node:crypto';
import type { QuantizeResult } from '../../src/types.ts';

/** A result with its labels as a digest: to compare millions of them one by one takes half a minute. */
export const short = ({ indices, ...rest }: QuantizeResult) => ({
  ...rest,
  indices: createHash('sha1').update(indices).digest('hex'),
});
