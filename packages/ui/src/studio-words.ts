import { formatBytes } from '@kcolors/codecs/request';
import type { StudioFacts } from './studio-types.ts';
import { say } from './texts.ts';

/** What the captions of the pictures say: names with their sizes, as far as they are known. */
export function captionsOf(
  facts: StudioFacts | undefined,
  originalBytes: number,
  colors: number,
  animated = false,
): { readonly before: string; readonly after: string } {
  const bytes = facts?.before || originalBytes;
  const before = bytes ? `${say('original')}, ${formatBytes(bytes)}` : say('original');
  if (animated) return { before, after: say('animationFirst') };
  const result = colors ? say('colorCount', { count: colors }) : say('result');
  if (!facts) return { before, after: result };
  if (facts.outcome === 'kept' && !facts.approximate) return { before, after: say('keptTitle') };
  return { before, after: `${result}, ${facts.approximate ? '≈ ' : ''}${formatBytes(facts.after)}` };
}
