// Controls for where results go. Shows only the options that apply to the checked images.
import type { Images } from '../images/model.ts';
import type { Placing } from '../job/reduce-images.ts';
import { check, make, segments } from '../page/make.ts';
import type { Memory } from '../page/remembered.ts';

const PLACEMENTS = { replace: 'Replace', beside: 'Copy beside', 'on-top': 'On top' } as const;
const STYLES = { update: 'Update style', detach: 'Detach' } as const;

export const placingOf = (memory: Memory): Placing => ({
  placement: memory.get('placement'),
  styles: memory.get('styles'),
  includeLocked: memory.get('includeLocked'),
});

export function createPlacing(images: Images, memory: Memory): HTMLElement {
  const styles = segments('Color styles', STYLES, memory.get('styles'), (value) =>
    memory.set('styles', value),
  );
  const locked = check('Include locked layers', memory.get('includeLocked'), (value) =>
    images.includeLocked(value),
  );
  const root = make(
    'section',
    { class: 'placing', 'aria-label': 'Where results go' },
    segments('Results', PLACEMENTS, memory.get('placement'), (value) => {
      memory.set('placement', value);
      describe();
    }),
    styles,
    locked,
  );
  const describe = () => {
    root.hidden = images.entries.length === 0;
    const badges = new Set(images.entries.flatMap((entry) => entry.badges));
    styles.hidden = !badges.has('style') || memory.get('placement') === 'beside';
    locked.hidden = !badges.has('locked');
  };
  images.listen(describe);
  describe();
  return root;
}
