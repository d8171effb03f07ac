import { formatBytes } from '@kcolors/codecs/request';
import type { Scope } from '../../shared/values.ts';
import type { Kind } from '../images/model.ts';
import { pictureOf } from '../images/picture.ts';
import { isAbort } from '../page/abort.ts';
import type { Context, Screen } from '../page/context.ts';
import { button, make, segments } from '../page/make.ts';
import { count, messageOf, shownName, wordsOfSkipped } from '../page/words.ts';
import { groupOriginals, type Original } from './group-originals.ts';

const SCOPES: Readonly<Record<Kind, string>> = { selection: 'Selection', page: 'Page', file: 'File' };

/** Lists the originals of reduced images, and restores them. */
export function createRestoreScreen({ bar, images, main, memory, started }: Context): Screen {
  const list = make('ul', { class: 'restorable', 'aria-label': 'Originals' });
  const goneTitle = make('h2', { class: 'gone-title' }, 'No longer in the file');
  const gone = make('ul', { class: 'restorable', 'aria-label': 'Originals that are no longer in the file' });
  const note = make('div', { class: 'note' });
  const said = make('div', { class: 'status', role: 'status' });
  const all = button('', () => restore({ kind: memory.get('scope') }), { class: 'button primary' });
  const foot = make('div', { class: 'foot' }, said, all);
  const scope = make('div', { class: 'scope' });
  const panel = make('div', { class: 'screen alone' }, scope, note, list, goneTitle, gone, foot);
  let looking = new AbortController();
  let isShown = false;
  let originals: readonly Original[] = [];
  const updates: (() => void)[] = []; // of the items

  const look = async () => {
    looking.abort();
    looking = new AbortController();
    const { signal } = looking;
    try {
      const kind = memory.get('scope');
      const { nodes } = await main.ask({ type: 'find-restorable', scope: { kind } }, { signal });
      if (signal.aborted) return;
      originals = groupOriginals(nodes);
      draw();
      const present = originals.filter(({ isGone }) => !isGone);
      void images.learn(
        present.flatMap(({ from, to }) => [from, to]),
        signal,
      );
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      originals = [];
      draw();
      note.replaceChildren(
        make('h2', {}, 'Something went wrong'),
        make('p', { role: 'alert' }, messageOf(error)),
      );
    }
  };
  const restore = async (what: Scope, original?: string) => {
    panel.ariaBusy = 'true';
    all.disabled = true;
    try {
      const request = { type: 'restore', scope: what, ...(original !== undefined && { original }) } as const;
      const { paints, skipped } = await main.ask(request);
      const lines = [`${count(paints, 'original')} restored.`, ...wordsOfSkipped(skipped)];
      said.replaceChildren(...lines.map((line) => make('p', {}, line)));
    } catch (error) {
      said.replaceChildren(make('p', { class: 'wrong' }, messageOf(error)));
    } finally {
      panel.ariaBusy = 'false';
      all.disabled = false;
      await look();
      if (document.activeElement === document.body)
        panel.querySelector<HTMLElement>('button, input')?.focus();
      void images.refresh();
    }
  };
  const draw = () => {
    const present = originals.filter(({ isGone }) => !isGone);
    const lost = originals.filter(({ isGone }) => isGone);
    note.hidden = originals.length > 0;
    note.replaceChildren(
      make('h2', {}, 'Nothing to restore here'),
      make('p', {}, 'A layer remembers the original when its image is shrunk or restyled.'),
    );
    list.hidden = present.length === 0;
    goneTitle.hidden = lost.length === 0;
    gone.hidden = lost.length === 0;
    all.hidden = present.length === 0 || !started.can.frames;
    all.textContent = present.length === 1 ? 'Restore 1 image' : `Restore all ${present.length} images`;
    updates.length = 0;
    list.replaceChildren(...present.map(itemOf));
    gone.replaceChildren(...lost.map(itemOf));
  };
  const itemOf = ({ from, isGone, nodes, to }: Original): HTMLElement => {
    const name = shownName(nodes[0]?.name) || 'Layer';
    const ids = nodes.map(({ id }) => id);
    const picture = make('span', { class: 'thumbnail' });
    const facts = make('span', { class: 'facts' });
    const update = () => {
      const thumbnail = (images.details(from) ?? images.details(to))?.thumbnail;
      if (thumbnail && !picture.firstChild) picture.append(pictureOf(thumbnail));
      const [before, after] = [from, to].map((hash) => images.details(hash)?.bytes);
      const sizes = before && after && !isGone ? `${formatBytes(after)} → ${formatBytes(before)}` : '';
      const words = [nodes.length > 1 ? count(nodes.length, 'layer') : '', sizes];
      facts.textContent = words.filter(Boolean).join(' · ');
    };
    updates.push(update);
    update();
    return make(
      'li',
      { class: isGone ? 'gone' : '', 'data-hash': from },
      picture,
      make('span', { class: 'words' }, make('bdi', { class: 'name' }, name), facts),
      button('Show', () => main.ask({ type: 'reveal', nodeIds: ids }).catch(() => {}), {
        'aria-label': `Show ${name}`,
      }),
      isGone
        ? undefined
        : button('Restore', () => restore({ kind: 'nodes', ids }, from), { 'aria-label': `Restore ${name}` }),
    );
  };

  images.listen((change) => {
    if (isShown && change === 'details') for (const update of updates) update();
  });
  main.onSelection(({ isOtherPage }) => {
    const kind = memory.get('scope');
    if (isShown && (kind === 'selection' || (kind === 'page' && isOtherPage))) void look();
  });
  return {
    panel,
    show() {
      isShown = true;
      bar.offer('', undefined);
      said.replaceChildren();
      scope.replaceChildren(
        segments('Layers in', SCOPES, memory.get('scope'), (kind) => {
          images.setScope(kind);
          void look();
        }),
      );
      void look();
    },
    hide() {
      isShown = false;
    },
  };
}
