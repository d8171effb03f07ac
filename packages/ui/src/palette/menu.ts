/** A menu in the top layer, so that no scrolling panel clips it. */

export interface MenuItem {
  readonly id: string;
  readonly text: string;
  /** The key that does the same without the menu; empty if there is none. */
  readonly key: string;
  /** Whether the item is on; undefined if it is not a toggle. */
  readonly checked?: boolean;
  /** A color to show beside the text. */
  readonly color?: string;
}

export interface Menu {
  open(anchor: Element, label: string, items: readonly MenuItem[]): void;
  close(): void;
}

const MOVES: Record<string, (index: number, count: number) => number> = {
  ArrowDown: (index, count) => (index + 1) % count,
  ArrowUp: (index, count) => (index + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * Turns an element into a menu. `choose` receives the id of the chosen item. `closed` is called when the menu closes,
 * to restore the focus.
 */
export function createMenu(menu: HTMLElement, choose: (id: string) => void, closed: () => void): Menu {
  const items = () => [...menu.querySelectorAll<HTMLElement>('button')];
  const close = () => {
    if (menu.matches(':popover-open')) menu.hidePopover();
  };
  const pick = (item: HTMLElement) => {
    const { id } = item.dataset;
    close();
    choose(id!);
  };

  menu.addEventListener('click', (event) => {
    const item = (event.target as Element).closest<HTMLElement>('button');
    if (item) pick(item);
  });
  menu.addEventListener('keydown', (event) => {
    event.stopPropagation(); // no other element handles these keys
    const all = items();
    const next = MOVES[event.key]?.(all.indexOf(event.target as HTMLElement), all.length);
    if (next !== undefined) all[next]!.focus();
    else if (event.key === 'Tab') close();
    else {
      const letter = event.key.length === 1 ? event.key.toUpperCase() : ''; // Enter activates the focused item
      const item = all.find((each) => each.dataset.key === letter);
      if (!letter || !item || event.ctrlKey || event.metaKey || event.altKey) return;
      pick(item);
    }
    event.preventDefault();
  });
  menu.addEventListener('toggle', (event) => {
    if ((event as ToggleEvent).newState === 'closed') closed();
  });

  return {
    open(anchor, label, entries) {
      menu.setAttribute('aria-label', label);
      menu.replaceChildren(...entries.map(itemOf));
      menu.showPopover();
      placeBeside(menu, anchor);
      items()[0]?.focus();
      window.addEventListener('wheel', close, { once: true, passive: true }); // otherwise the menu stays while its color scrolls away
    },
    close,
  };
}

function itemOf({ id, text, key, checked, color }: MenuItem): HTMLElement {
  const item = document.createElement('button');
  item.type = 'button';
  item.tabIndex = -1;
  item.dataset.id = id;
  item.dataset.key = key;
  item.setAttribute('role', checked === undefined ? 'menuitem' : 'menuitemcheckbox');
  if (checked !== undefined) item.setAttribute('aria-checked', String(checked));
  const words = document.createElement('span');
  words.textContent = text;
  const hint = document.createElement('kbd');
  hint.textContent = key === 'ENTER' ? '↵' : key;
  hint.setAttribute('aria-hidden', 'true');
  if (color) {
    const dot = document.createElement('i');
    dot.style.setProperty('--color', color);
    item.append(dot);
  }
  item.append(words, hint);
  return item;
}

/** Positions a popup below an anchor, or above it if there is no room below, within the window. */
export function placeBeside(popup: HTMLElement, anchor: Element): void {
  const at = anchor.getBoundingClientRect();
  const { width, height } = popup.getBoundingClientRect();
  const below = at.bottom + 4;
  const top = below + height > window.innerHeight ? Math.max(4, at.top - height - 4) : below;
  popup.style.top = `${top}px`;
  popup.style.left = `${Math.max(4, Math.min(at.left, window.innerWidth - width - 4))}px`;
}
