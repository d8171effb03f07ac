import type { Write } from './outcome.ts';
import { mayReplaceAt, type Plan, type Source } from './plan.ts';
import type { Original, WriteResult, Written } from './write-result.ts';

const ORIGINAL_STRIPPED = 'The metadata of the original was removed, too; its pixels are unchanged.';

/** Writes the result, and the stripped original if both stay. */
export async function storeResult(
  plan: Plan<Source & Original>,
  file: Write,
  strippedOriginal: Uint8Array | undefined,
  write: WriteResult,
): Promise<Written> {
  const { source } = plan;
  const stored = await write({ ...file, mayReplace: mayReplaceAt(plan, file.path), source });
  if (!strippedOriginal) return stored;
  const more = await write({ path: source.realPath, bytes: strippedOriginal, mayReplace: 'input', source });
  return { isNew: true, notes: [...stored.notes, ...more.notes, ORIGINAL_STRIPPED] };
}
