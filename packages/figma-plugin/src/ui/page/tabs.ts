import { make } from './make.ts';

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly panel: HTMLElement;
}

export interface Tabs<Id extends string> {
  readonly list: HTMLElement;
  readonly current: Id;
  show(id: Id): void;
  /** Hides all panels. */
  hide(): void;
}

const STEPS: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Creates accessible tabs: one tab stop, and the arrow keys move to another tab and show it. */
export function createTabs<Id extends string>(
  label: string,
  tabs: readonly Tab<Id>[],
  onShow: (id: Id) => void,
): Tabs<Id> {
  let current = tabs[0]!.id;
  const list = make('div', { role: 'tablist', 'aria-label': label, class: 'tabs' });
  const buttons = tabs.map(({ id, label: text, panel }) => {
    panel.id = `panel-${id}`;
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', `tab-${id}`);
    const tab = make(
      'button',
      { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': panel.id },
      text,
    );
    tab.addEventListener('click', () => show(id));
    return tab;
  });
  list.append(...buttons);
  list.addEventListener('keydown', (event) => {
    const index = tabs.findIndex(({ id }) => id === current);
    const next = STEPS[event.key]?.(index, tabs.length);
    if (next === undefined) return;
    event.preventDefault();
    show(tabs[next]!.id);
    buttons[next]!.focus();
  });

  const show = (id: Id) => {
    current = id;
    for (const [index, tab] of tabs.entries()) {
      const isCurrent = tab.id === id;
      tab.panel.hidden = !isCurrent;
      buttons[index]!.setAttribute('aria-selected', String(isCurrent));
      buttons[index]!.tabIndex = isCurrent ? 0 : -1;
    }
    onShow(id);
  };
  return {
    list,
    get current() {
      return current;
    },
    show,
    hide() {
      for (const [index, { panel }] of tabs.entries()) {
        panel.hidden = true;
        buttons[index]!.setAttribute('aria-selected', 'false');
      }
    },
  };
}
