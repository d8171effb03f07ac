import { formatBytes } from '@kcolors/codecs/request';
import type { Size } from '../compare/viewport.ts';
import { part, setText } from '../element/shadow.ts';
import { fillTexts, say } from '../texts/texts.ts';
import type { StudioFacts, StudioPhase } from './types.ts';

/** The state that the texts of `<kc-studio>` describe. */
export interface StudioState {
  readonly phase: StudioPhase;
  readonly message: string;
  readonly name: string;
  readonly originalBytes: number;
  /** Whether the image is an animation, which is not compressed. */
  readonly animated: boolean;
  /** Number of colors of the result; 0 while unknown. */
  readonly count: number;
  readonly facts: StudioFacts | undefined;
  readonly size: Size;
  readonly hasActions: boolean;
}

/** Updates all texts and shows the parts of the current phase. */
export function describeStudio(root: ShadowRoot, state: StudioState): void {
  const { phase, message, name, originalBytes, animated, count, facts, size, hasActions } = state;
  fillTexts(root);
  for (const element of root.querySelectorAll<HTMLElement>('[data-phase]')) {
    element.hidden = element.dataset.phase !== phase;
  }
  part(root, '.studio').ariaBusy = String(phase === 'loading');
  const put = (selector: string, text: string) => setText(part(root, selector), text);
  put('.opening', name ? say('loading', { name }) : say('loadingAny'));
  put('.error', phase === 'error' ? message || say('errorText') : '');
  put('.banner', phase === 'ready' ? message : '');
  put('.name', name || say('picture'));
  const { width, height } = size;
  put('.dimensions', width ? say('dimensions', { width, height }) : '');
  put('.count', count ? String(count) : '');
  part(root, '.animation').hidden = !animated;
  part(root, 'kc-facts').hidden = animated;
  part(root, '.colors').hidden = animated || (!count && !facts); // nothing to show yet
  part(root, '.actions').hidden = phase !== 'ready' || !hasActions;
  const labels = captionsOf(facts, originalBytes, count, animated);
  for (const side of ['before', 'after'] as const) {
    part(root, 'kc-compare').setAttribute(`${side}-label`, labels[side]);
    part(root, `[slot=${side}]`).setAttribute('aria-label', labels[side]);
  }
}

/** Returns the captions of the images: names with their sizes, if known. */
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
