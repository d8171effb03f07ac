import type { AnswerOf } from '../../shared/answers.ts';
import type { MainConnection } from '../connect.ts';
import { field, make } from '../page/make.ts';
import { shownName } from '../page/words.ts';

export interface ModePicker {
  readonly root: HTMLElement;
  /** The chosen mode; empty for a collection that is new or has a single mode. */
  chosen(): { readonly mode?: string };
  /** Offers the modes of the collection with this name. */
  offer(collection: string): void;
  /** Asks for the collections of the file again. */
  load(): Promise<void>;
}

/** Creates the choice of the mode whose values are updated. Collections with several modes have one. */
export function createModePicker(main: MainConnection): ModePicker {
  const select = make('select', {});
  const root = field('Mode to update', select);
  let known: AnswerOf<'targets'>['modes'] = [];
  let name = '';

  const draw = () => {
    const { modes = [] } = known.find(({ collection }) => collection === name) ?? {};
    const { value } = select;
    select.replaceChildren(...modes.map((mode) => new Option(shownName(mode.name), mode.id)));
    if (modes.some(({ id }) => id === value)) select.value = value;
    root.hidden = modes.length < 2;
  };
  draw();
  return {
    root,
    chosen: () => (root.hidden ? {} : { mode: select.value }),
    offer(collection) {
      name = collection.trim();
      draw();
    },
    async load() {
      try {
        known = (await main.ask({ type: 'targets' })).modes;
      } catch {
        known = []; // writing tells what is wrong
      }
      draw();
    },
  };
}
