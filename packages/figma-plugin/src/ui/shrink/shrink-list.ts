import type { ImageEntry } from '../../shared/values.ts';
import type { MainConnection } from '../connect.ts';
import type { Images } from '../images/model.ts';
import { pictureOf } from '../images/picture.ts';
import { createGrid } from '../page/grid.ts';
import { button, make } from '../page/make.ts';
import { nameOf } from '../page/words.ts';
import type { ShrinkModel } from './model.ts';
import { stateWords, wordsOfRow } from './row-words.ts';
import type { ShrinkRow } from './rows.ts';

interface RowElement {
  readonly root: HTMLElement;
  show(row: ShrinkRow): void;
}

/** Creates the list of images with what each would save. `onOpen` is called with the hash of a pressed row. */
export function createShrinkList(
  main: MainConnection,
  images: Images,
  model: ShrinkModel,
  onOpen: (hash: string) => void,
): HTMLElement {
  const root = make('div', { class: 'images shrinks', 'aria-label': 'Images' });
  const grid = createGrid(root);
  const elements = new Map<string, RowElement>();

  const draw = () => {
    const keys = new Set(model.rows.map(({ key }) => key));
    for (const [key, { root: row }] of elements) {
      if (keys.has(key)) continue;
      row.remove();
      elements.delete(key);
    }
    for (const [index, row] of model.rows.entries()) {
      const element = elements.get(row.key) ?? createRow(row.entry, main, images, onOpen);
      elements.set(row.key, element);
      if (root.children[index] !== element.root)
        root.insertBefore(element.root, root.children[index] ?? null);
      element.show(row);
    }
    grid.update();
  };
  model.listen(draw);
  return root;
}

function createRow(
  first: ImageEntry,
  main: MainConnection,
  images: Images,
  onOpen: (hash: string) => void,
): RowElement {
  let entry = first;
  const name = nameOf(entry);
  const box = make('input', { type: 'checkbox', 'aria-label': `Shrink ${name}` });
  const picture = make('span', { class: 'thumbnail' });
  const facts = make('span', { class: 'facts' });
  const state = make('span', { class: 'state' });
  const reason = make('span', { class: 'reason' });
  const choose = button('', () => onOpen(entry.hash), { class: 'choose' });
  choose.append(
    picture,
    make('span', { class: 'words' }, make('bdi', { class: 'name' }, name), facts, reason),
    state,
  );
  const reveal = () => {
    const nodeIds = [...new Set(entry.uses.map(({ nodeId }) => nodeId))];
    main.ask({ type: 'reveal', nodeIds }).catch(() => {}); // it shows nothing then
  };
  const locate = button('◎', reveal, {
    ...{
      class: 'button icon locate',
      'aria-label': `Show ${name} on the canvas`,
      title: 'Show on the canvas',
    },
  });
  box.addEventListener('change', () => images.check(entry.hash, box.checked));
  const cell = (child: HTMLElement) => make('span', { role: 'gridcell' }, child);
  const root = make('div', { role: 'row' }, cell(box), cell(choose), cell(locate));

  return {
    root,
    show(row) {
      entry = row.entry;
      const { hash, unshrunk } = entry;
      const thumbnail = (images.details(hash) ?? images.details(unshrunk.hash))?.thumbnail;
      if (thumbnail && !picture.firstChild) picture.append(pictureOf(thumbnail));
      box.checked = row.state === 'open' && images.isChecked(entry);
      box.disabled = row.state !== 'open';
      Object.assign(root.dataset, { hash, state: row.state });
      root.classList.toggle('guess', row.isGuess);
      choose.ariaCurrent = String(images.chosen === hash);
      setText(facts, `${wordsOfRow(row)}${entry.uses.length > 1 ? ` · ${entry.uses.length} ×` : ''}`);
      setText(state, stateWords(row));
      setText(reason, row.reason);
      reason.title = images.details(hash)?.detail ?? '';
    },
  };
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
