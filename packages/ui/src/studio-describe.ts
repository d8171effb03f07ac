import { part, setText } from './shadow.ts';
import type { StudioFacts, StudioPhase } from './studio-types.ts';
import { captionsOf } from './studio-words.ts';
import { fillTexts, say } from './texts.ts';
import type { Size } from './viewport.ts';

/** What the words of `<kc-studio>` are about. */
export interface StudioState {
  readonly phase: StudioPhase;
  readonly message: string;
  readonly name: string;
  readonly originalBytes: number;
  /** It stays what it is. */
  readonly animated: boolean;
  /** Colors of the result, 0 while it is not known. */
  readonly count: number;
  readonly facts: StudioFacts | undefined;
  readonly size: Size;
  readonly hasActions: boolean;
}

/** Says everything that words say, and shows the phase. */
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
  part(root, '.colors').hidden = animated || (!count && !facts); // nothing is known of it yet
  part(root, '.actions').hidden = phase !== 'ready' || !hasActions;
  const labels = captionsOf(facts, originalBytes, count, animated);
  for (const side of ['before', 'after'] as const) {
    part(root, 'kc-compare').setAttribute(`${side}-label`, labels[side]);
    part(root, `[slot=${side}]`).setAttribute('aria-label', labels[side]);
  }
}
