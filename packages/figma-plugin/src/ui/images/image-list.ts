import type { ColorSpace } from '@kcolors/codecs';
import { formatBytes } from '@kcolors/codecs/request';
import type { Badge, ImageEntry } from '../../shared/values.ts';
import { createGrid } from '../page/grid.ts';
import { make } from '../page/make.ts';
import { count, nameOf } from '../page/words.ts';
import type { Details } from './details.ts';
import type { Images } from './model.ts';
import { pictureOf } from './picture.ts';
import { noteOf, scopeControls } from './scope-controls.ts';

/** Badge texts. The other badges are reasons to skip an image, which are shown as sentences. */
const BADGES: Readonly<Partial<Record<Badge, readonly [text: string, title: string]>>> = {
  locked: ['Locked', 'Used by a locked layer'],
  style: ['Style', 'Used by a color style'],
  mixed: ['Mixed', 'A part of a text or vector with several fills'],
  instance: ['Instance', 'In an instance: a change becomes an override'],
};

const SPACES: Readonly<Partial<Record<ColorSpace, readonly [text: string, title: string]>>> = {
  'display-p3': ['P3', 'Stays in Display P3; palettes and Match convert its colors'],
  other: ['Profile', 'Keeps its color profile; palettes and Match treat its colors as sRGB'],
};

/** Creates the list of images, with the choice of the scope. */
export function createImageList(images: Images): HTMLElement {
  const scope = make('div', { class: 'scope' });
  const all = make('input', { type: 'checkbox', 'aria-label': 'All images' });
  const summary = make('span', { role: 'status' });
  const allLabel = make('label', { class: 'check all' }, all, summary);
  const list = make('ul', { class: 'images', 'aria-label': 'Images' });
  const grid = createGrid(list);
  const note = make('div', { class: 'note' });
  const root = make('section', { class: 'list', 'aria-label': 'Images' }, scope, allLabel, list, note);
  const rows = new Map<string, Row>();

  all.addEventListener('change', () => images.checkAll(all.checked));

  const describe = () => {
    const can = images.entries.filter((entry) => !images.whyNot(entry)).length;
    const checked = images.checked().length;
    all.checked = checked > 0 && checked === can;
    all.indeterminate = checked > 0 && checked < can;
    all.disabled = can === 0;
    summary.textContent = `${checked} of ${count(images.entries.length, 'image')}`;
    for (const entry of images.entries) rows.get(entry.hash)?.show(entry);
    grid.update();
  };
  const draw = () => {
    scope.replaceChildren(...scopeControls(images));
    const isEmpty = images.phase !== 'ready' || images.entries.length === 0;
    allLabel.hidden = isEmpty;
    list.hidden = isEmpty;
    note.hidden = !isEmpty;
    note.replaceChildren(...noteOf(images));
    rows.clear();
    for (const entry of images.entries) rows.set(entry.hash, createRow(entry, images));
    list.replaceChildren(...[...rows.values()].map(({ item }) => item));
    describe();
  };
  images.listen((change) => (change === 'list' ? draw() : describe()));
  draw();
  return root;
}

interface Row {
  readonly item: HTMLElement;
  show(entry: ImageEntry): void;
}

function createRow(entry: ImageEntry, images: Images): Row {
  const { hash } = entry;
  const name = nameOf(entry);
  const box = make('input', { type: 'checkbox', 'aria-label': `Change ${name}` });
  const picture = make('span', { class: 'thumbnail' });
  const facts = make('span', { class: 'facts' });
  const badges = make('span', { class: 'badges' });
  const left = make('span', { class: 'reason' });
  const choose = make(
    'button',
    { type: 'button', class: 'choose' },
    picture,
    make(
      'span',
      { class: 'words' },
      make('span', { class: 'line' }, make('bdi', { class: 'name' }, name), badges),
      facts,
      left,
    ),
  );
  box.addEventListener('change', () => images.check(hash, box.checked));
  choose.addEventListener('click', () => images.choose(hash));
  const cell = (child: HTMLElement) => make('span', { role: 'gridcell' }, child);
  const item = make('li', { role: 'row', 'data-hash': hash }, cell(box), cell(choose));

  return {
    item,
    show(current) {
      const details = images.details(hash);
      const reason = images.whyNot(current);
      box.checked = images.isChecked(current);
      box.disabled = reason !== undefined;
      choose.setAttribute('aria-pressed', String(images.chosen === hash));
      item.classList.toggle('left', reason !== undefined);
      if (details?.thumbnail && !picture.firstChild) picture.append(pictureOf(details.thumbnail));
      const { width, height, uses } = current;
      const known = [
        width ? `${width} × ${height}` : '',
        details?.format.toUpperCase() ?? '',
        details?.bytes ? formatBytes(details.bytes) : '',
        uses.length > 1 ? `${uses.length} ×` : '',
      ];
      facts.textContent = known.filter(Boolean).join(' · ');
      badges.replaceChildren(...badgesOf(current, details));
      left.textContent = reason ?? '';
      left.title = details?.detail ?? '';
    },
  };
}

const badgesOf = ({ badges }: ImageEntry, details: Details | undefined): HTMLElement[] =>
  [...badges.map((badge) => BADGES[badge]), SPACES[details?.space ?? 'srgb']].flatMap((known) =>
    known ? [make('span', { class: 'badge', title: known[1] }, known[0])] : [],
  );
