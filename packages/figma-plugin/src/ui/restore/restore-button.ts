import type { MainConnection } from '../connect.ts';
import type { Images } from '../images/model.ts';
import { button, make } from '../page/make.ts';
import { groupOriginals } from './group-originals.ts';

/** Creates the button in the header that opens Restore, with the number of originals of the page. */
export function createRestoreButton(
  main: MainConnection,
  images: Images,
  onPress: () => void,
): HTMLButtonElement {
  const number = make('span', { class: 'number' });
  const root = button('Restore', onPress, {
    ...{ class: 'button restore-button', 'aria-pressed': 'false', 'aria-label': 'Restore originals' },
  });
  root.append(' ', number);
  let counting = new AbortController();

  const count = async () => {
    counting.abort();
    counting = new AbortController();
    const { signal } = counting;
    try {
      const { nodes } = await main.ask({ type: 'find-restorable', scope: { kind: 'page' } }, { signal });
      if (signal.aborted) return;
      const originals = groupOriginals(nodes).filter(({ isGone }) => !isGone).length;
      number.textContent = originals > 0 ? String(originals) : '';
      root.ariaLabel = `Restore ${originals > 0 ? `${originals} ` : ''}originals`;
    } catch {
      number.textContent = ''; // the screen itself tells what is wrong
    }
  };
  images.listen((change) => {
    if (change === 'list' && images.phase === 'ready') void count();
  });
  return root;
}
