import type { CodecsConnection } from '@kcolors/codecs/worker';
import type { ImageEntry } from '../../shared/values.ts';
import { noteOf, scopeControls } from '../images/scope-controls.ts';
import { type Make, reduceImages } from '../job/reduce-images.ts';
import type { Context, Screen } from '../page/context.ts';
import { make } from '../page/make.ts';
import { count } from '../page/words.ts';
import { placingOf } from '../reduce/placing.ts';
import { createShrinkModel } from './model.ts';
import { createResults, type Results } from './results.ts';
import { wordsOfSum } from './row-words.ts';
import { sumOf } from './rows.ts';
import { createShrinkDetail } from './shrink-detail.ts';
import { createShrinkList } from './shrink-list.ts';
import { createShrinkSettings } from './shrink-settings.ts';

/**
 * Shrinks the checked images to the size in which they are shown.
 * @param workshop - codecs for the results, so that thumbnails and previews never wait for them
 */
export function createShrinkScreen(context: Context, workshop: CodecsConnection): Screen {
  const { bar, images, main, memory, started } = context;
  const results = createResults(main, workshop);
  const model = createShrinkModel(images, results, memory);
  const scope = make('div', { class: 'scope' });
  const settings = createShrinkSettings(memory, () => model.update());
  const all = make('input', { type: 'checkbox', 'aria-label': 'All images' });
  const summary = make('span', { role: 'status' });
  const allLabel = make('label', { class: 'check all' }, all, summary);
  const note = make('div', { class: 'note' });
  let isOpen = false; // whether a narrow window shows the comparison instead of the list
  const list = createShrinkList(main, images, model, (hash) => {
    isOpen = true;
    images.choose(hash);
    layOut();
    compare();
    detail.root.querySelector<HTMLElement>('.back')?.focus();
  });
  const detail = createShrinkDetail(main, model, results, () => {
    isOpen = false;
    layOut();
    list.querySelector<HTMLElement>(`[data-hash="${images.chosen}"] .choose`)?.focus();
  });
  const side = make(
    'section',
    { class: 'shrink-side', 'aria-label': 'Images' },
    scope,
    settings,
    allLabel,
    list,
    note,
  );
  const panel = make('div', { class: 'screen shrink' }, side, detail.root);
  let isShown = false;
  let compared: string | undefined;

  all.addEventListener('change', () => images.checkAll(all.checked));

  const layOut = () => panel.classList.toggle('compares', isOpen);
  const isWide = matchMedia('(width >= 760px)');
  const compare = () => {
    const entry = isOpen || isWide.matches ? chosenEntry() : undefined;
    if (entry?.hash === compared) return;
    compared = entry?.hash;
    detail.open(entry);
  };
  const chosenEntry = (): ImageEntry | undefined =>
    images.entries.find(({ badges, hash }) => hash === images.chosen && !badges.includes('missing'));
  isWide.addEventListener('change', () => isShown && compare());

  const describe = () => {
    if (!isShown) return;
    const { rows } = model;
    const can = rows.filter(({ state }) => state === 'open').length;
    const open = model.open();
    all.checked = open.length > 0 && open.length === can;
    all.indeterminate = open.length > 0 && open.length < can;
    all.disabled = can === 0;
    const done = rows.filter(({ state }) => state === 'done').length;
    summary.textContent = `${open.length} of ${count(rows.length, 'image')}${done > 0 ? `, ${done} done` : ''}`;
    if (rows.length === 0) return bar.offer('', undefined);
    const label = open.length > 0 ? wordsOfSum(sumOf(open), rows.length) : nothingWords(can, done);
    bar.offer(label, open.length > 0 && started.can.frames ? run : undefined);
  };
  const run: Parameters<Context['bar']['offer']>[1] = async (signal, onProgress) => {
    const entries = model.open().map(({ entry }) => entry);
    const job = { main, entries, make: makeFrom(results, model.settings), placing: placingOf(memory) };
    return reduceImages({ ...job, isShrink: true, signal, onProgress });
  };
  const drawScope = () => {
    scope.replaceChildren(...scopeControls(images));
    const isEmpty = images.phase !== 'ready' || images.entries.length === 0;
    for (const part of [settings, allLabel, list]) part.hidden = isEmpty;
    note.hidden = !isEmpty;
    note.replaceChildren(...(isShown ? noteOf(images) : []));
    if (isEmpty) isOpen = false;
    layOut();
  };

  images.listen((change) => {
    if (change === 'list') drawScope();
    if (isShown && change !== 'details') compare();
  });
  model.listen(describe);
  return {
    panel,
    show() {
      isShown = true;
      drawScope();
      model.setActive(true);
      describe();
      compare();
    },
    hide() {
      isShown = false;
      model.setActive(false);
      compared = undefined;
      detail.open(undefined);
      drawScope();
    },
  };
}

const nothingWords = (can: number, done: number): string => {
  if (can > 0) return 'No image is checked';
  return done > 0 ? 'All images are done' : 'Nothing to shrink';
};

/** Makes the files of the job: those that were made for the list are used as they are. */
const makeFrom =
  (results: Results, settings: Parameters<Results['make']>[1]): Make =>
  async (entry, how) => {
    const { after, before, bytes, reason, width } = await results.make(entry, settings, how);
    const { hash } = entry.unshrunk;
    const isReduced = width < entry.unshrunk.width;
    const shown = Math.max(...entry.uses.map(({ shownWidth }) => shownWidth));
    if (!bytes && hash === entry.hash) throw new Error(reason);
    const made = { source: hash, bytes, before, after: bytes ? after : before };
    return { ...made, ...(isReduced && { maxShownWidth: shown }) };
  };
