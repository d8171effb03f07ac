import type { ColorSpace } from '@kcolors/codecs';
import { formatBytes } from '@kcolors/codecs/request';
import type { Badge, ImageEntry } from '../../shared/values.ts';
import { button, make, segments } from '../page/make.ts';
import { count, nameOf } from '../page/words.ts';
import type { Details } from './details.ts';
import type { Images, Kind } from './model.ts';

const SCOPES: Readonly<Record<Kind, string>> = { selection: 'Selection', page: 'Page', file: 'File' };

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

const EMPTY: Readonly<Record<Kind, readonly [string, string]>> = {
  selection: ['Select layers with images', 'Or scan all images of the page.'],
  page: ['No images on this page', 'Fills and strokes with images are shown here.'],
  file: ['No images in this file', 'Fills and strokes with images are shown here.'],
};

/** Creates the list of images, with the choice of the scope. */
export function createImageList(images: Images): HTMLElement {
  const scope = make('div', { class: 'scope' });
  const all = make('input', { type: 'checkbox', 'aria-label': 'All images' });
  const summary = make('span', { role: 'status' });
  const allLabel = make('label', { class: 'check all' }, all, summary);
  const list = make('ul', { class: 'images', 'aria-label': 'Images' });
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
  };
  const draw = () => {
    scope.replaceChildren(
      segments('Images in', SCOPES, images.scope, (kind) => images.setScope(kind)),
      button('↻', () => images.scan(), {
        class: 'button icon',
        'aria-label': 'Scan again',
        title: 'Scan again',
      }),
    );
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

function noteOf(images: Images): Node[] {
  if (images.phase === 'loading')
    return [make('div', { class: 'spinner' }), make('p', { role: 'status' }, 'Finding images')];
  if (images.phase === 'error')
    return [
      make('h2', {}, 'The images could not be read'),
      make('p', { role: 'alert' }, images.message),
      button('Try again', () => images.scan()),
    ];
  const [title, text] = EMPTY[images.scope];
  const next =
    images.scope === 'selection'
      ? [button('Scan this page', () => images.setScope('page'), { class: 'button primary' })]
      : [];
  return [make('h2', {}, title), make('p', {}, text), ...next];
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
      make('span', { class: 'line' }, make('span', { class: 'name' }, name), badges),
      facts,
      left,
    ),
  );
  box.addEventListener('change', () => images.check(hash, box.checked));
  choose.addEventListener('click', () => images.choose(hash));
  const item = make('li', { 'data-hash': hash }, box, choose);

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
    },
  };
}

/** A canvas with the thumbnail, which can be reused whenever the list is rendered again. */
function pictureOf(thumbnail: ImageBitmap): HTMLCanvasElement {
  const canvas = make('canvas', { width: thumbnail.width, height: thumbnail.height });
  canvas.getContext('2d')!.drawImage(thumbnail, 0, 0);
  return canvas;
}

const badgesOf = ({ badges }: ImageEntry, details: Details | undefined): HTMLElement[] =>
  [...badges.map((badge) => BADGES[badge]), SPACES[details?.space ?? 'srgb']].flatMap((known) =>
    known ? [make('span', { class: 'badge', title: known[1] }, known[0])] : [],
  );
