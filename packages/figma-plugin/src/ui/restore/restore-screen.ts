import type { AnswerOf } from '../../shared/answers.ts';
import type { Scope } from '../../shared/values.ts';
import type { Kind } from '../images/model.ts';
import type { Context, Screen } from '../page/context.ts';
import { button, make, segments } from '../page/make.ts';
import { count, isAbort, messageOf, shownName, wordsOfSkipped } from '../page/words.ts';

type Node = AnswerOf<'restorable'>['nodes'][number];

const SCOPES: Readonly<Record<Kind, string>> = { selection: 'Selection', page: 'Page', file: 'File' };

/** Lists the layers that record an original, and restores them. */
export function createRestoreScreen({ bar, images, main, memory, started }: Context): Screen {
  const list = make('ul', { class: 'restorable', 'aria-label': 'Layers with an original' });
  const note = make('div', { class: 'note' });
  const said = make('div', { class: 'status', role: 'status' });
  const all = button('', () => restore({ kind: memory.get('scope') }), { class: 'button primary' });
  const scope = make('div', { class: 'scope' });
  const panel = make('div', { class: 'screen alone' }, scope, note, list, said, all);
  let looking = new AbortController();
  let isShown = false;

  const look = async () => {
    looking.abort();
    looking = new AbortController();
    const { signal } = looking;
    try {
      const kind = memory.get('scope');
      const { nodes } = await main.ask({ type: 'find-restorable', scope: { kind } }, { signal });
      if (!signal.aborted) draw(nodes);
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      draw([]);
      note.replaceChildren(
        make('h2', {}, 'Something went wrong'),
        make('p', { role: 'alert' }, messageOf(error)),
      );
    }
  };
  const restore = async (what: Scope) => {
    panel.ariaBusy = 'true';
    all.disabled = true;
    try {
      const { paints, skipped } = await main.ask({ type: 'restore', scope: what });
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
      void images.scan();
    }
  };
  const draw = (nodes: readonly Node[]) => {
    const isEmpty = nodes.length === 0;
    note.hidden = !isEmpty;
    note.replaceChildren(
      make('h2', {}, 'Nothing to restore here'),
      make('p', {}, 'A layer remembers the original when the colors of its image are reduced.'),
    );
    list.hidden = isEmpty;
    all.hidden = isEmpty || !started.can.frames;
    all.textContent = nodes.length === 1 ? 'Restore 1 layer' : `Restore all ${nodes.length} layers`;
    list.replaceChildren(...nodes.map(itemOf));
  };
  const itemOf = ({ nodeId, nodeName, hashes, isGone }: Node): HTMLElement => {
    const name = shownName(nodeName) || 'Layer';
    const words = isGone ? 'The original is no longer in the file' : count(hashes.length, 'original');
    return make(
      'li',
      { class: isGone ? 'gone' : '' },
      make(
        'span',
        { class: 'words' },
        make('span', { class: 'name' }, name),
        make('span', { class: 'facts' }, words),
      ),
      button('Show', () => main.ask({ type: 'reveal', nodeIds: [nodeId] }).catch(() => {}), {
        'aria-label': `Show ${name}`,
      }),
      button('Restore', () => restore({ kind: 'nodes', ids: [nodeId] }), {
        'aria-label': `Restore ${name}`,
        disabled: isGone && hashes.length === 1,
      }),
    );
  };

  main.onSelection(() => {
    if (isShown && memory.get('scope') === 'selection') void look();
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
