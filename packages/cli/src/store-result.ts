import type { Write } from './outcome.ts';
import { mayReplaceAt, type Plan, type Source } from './plan.ts';
import type { Original, WriteResult } from './write-result.ts';

const ORIGINAL_STRIPPED = 'The metadata of the original was removed, too; its pixels are unchanged.';

/**
 * Stores the result, and the original that lost its metadata where both stay.
 * @returns sentences about it.
 */
export async function storeResult(
  plan: Plan<Source & Original>,
  file: Write,
  strippedOriginal: Uint8Array | undefined,
  write: WriteResult,
): Promise<readonly string[]> {
  const { source } = plan;
  const { notes } = await write({ ...file, mayReplace: mayReplaceAt(plan, file.path), source });
  if (!strippedOriginal) return notes;
  const more = await write({ path: source.realPath, bytes: strippedOriginal, mayReplace: 'input', source });
  return [...notes, ...more.notes, ORIGINAL_STRIPPED];
}
