// The list of Shrink: its rows and settings. Makes the results of the checked images ahead, one at a time, so that the
// list shows their true sizes and the job is short.
import type { Images } from '../images/model.ts';
import { isAbort } from '../page/abort.ts';
import type { Memory } from '../page/remembered.ts';

import type { ShrinkSettings } from './plan.ts';
import type { Results } from './results.ts';
import { rowOf, type ShrinkRow, sortRows } from './rows.ts';

const MAX_AHEAD = 60; // images that are made before anyone asks for them

export interface ShrinkModel {
  readonly rows: readonly ShrinkRow[];
  readonly settings: ShrinkSettings;
  /** The rows that the job would change. */
  open(): readonly ShrinkRow[];
  /** Lists the images and makes results ahead, or no longer. */
  setActive(isActive: boolean): void;
  /** Applies changed settings. */
  update(): void;
  listen(listener: () => void): void;
}

const settingsOf = (memory: Memory): ShrinkSettings => ({
  resize: memory.get('resize'),
  format: memory.get('shrinkFormat'),
  quality: memory.get('shrinkQuality'),
});

export function createShrinkModel(images: Images, results: Results, memory: Memory): ShrinkModel {
  const listeners: (() => void)[] = [];
  let rows: readonly ShrinkRow[] = [];
  let isActive = false;
  let working = new AbortController();
  let isKnown = false; // whether all files have been read when the rows were sorted

  /** Sorts again only while nobody can have begun to work with the list. */
  const refresh = (mayMove: boolean) => {
    const settings = settingsOf(memory);
    const entries = isActive ? images.entries : []; // the list is empty while nobody sees it
    const all = entries.map((entry) => rowOf(entry, images, results, settings));
    const order = new Map(rows.map(({ key }, index) => [key, index]));
    const isSame = all.length === rows.length && all.every(({ key }) => order.has(key));
    if (mayMove || !isSame || !isKnown) {
      rows = sortRows(all);
      isKnown = all.every(({ before, state }) => before > 0 || state === 'blocked');
    } else rows = all.sort((one, other) => order.get(one.key)! - order.get(other.key)!);
    for (const listener of listeners) listener();
  };
  const open = () => rows.filter(({ entry, state }) => state === 'open' && images.isChecked(entry));

  const makeAhead = async (signal: AbortSignal) => {
    const settings = settingsOf(memory);
    for (let made = 0; made < MAX_AHEAD && !signal.aborted; made++) {
      const guesses = open().filter(({ isGuess }) => isGuess);
      const next = guesses.find(({ entry }) => entry.hash === images.chosen) ?? guesses[0];
      if (!next) return;
      try {
        await results.make(next.entry, settings, { signal });
      } catch (error) {
        if (signal.aborted || isAbort(error)) return;
        throw error;
      }
      refresh(false);
    }
  };
  const restart = () => {
    working.abort(new DOMException('Something else is made now.', 'AbortError'));
    working = new AbortController();
    if (isActive && isKnown) void makeAhead(working.signal);
  };

  images.listen((change) => {
    const wasKnown = isKnown;
    refresh(false);
    if (change === 'list' || change === 'checks' || (!wasKnown && isKnown)) restart();
  });
  return {
    get rows() {
      return rows;
    },
    get settings() {
      return settingsOf(memory);
    },
    open,
    setActive(active) {
      if (isActive === active) return;
      isActive = active;
      refresh(true);
      restart();
    },
    update() {
      refresh(true);
      restart();
    },
    listen: (listener) => void listeners.push(listener),
  };
}
