/** A menu. It lies in the top layer, so no scrolling panel cuts it off. */

export interface MenuItem {
  readonly id: string;
  readonly text: string;
  /** The key that does the same without the menu; empty for none. */
  readonly key: string;
  /** Whether it is on, for what can be switched. */
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

/** Makes a menu out of an element; `choose` hears the id of what is chosen, `closed` that the focus is free. */
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
    event.stopPropagation(); // its keys are nobody else's
    const all = items();
    const next = MOVES[event.key]?.(all.indexOf(event.target as HTMLElement), all.length);
    if (next !== undefined) all[next]!.focus();
    else if (event.key === 'Tab') close();
    else {
      const letter = event.key.length === 1 ? event.key.toUpperCase() : ''; // Enter is that of the focused item
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
      window.addEventListener('wheel', close, { once: true, passive: true }); // or it would stay as its color goes
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

/** Puts something in the top layer below an anchor, or above it where there is no room, within the window. */
export function placeBeside(popup: HTMLElement, anchor: Element): void {
  const at = anchor.getBoundingClientRect();
  const { width, height } = popup.getBoundingClientRect();
  const below = at.bottom + 4;
  const top = below + height > window.innerHeight ? Math.max(4, at.top - height - 4) : below;
  popup.style.top = `${top}px`;
  popup.style.left = `${Math.max(4, Math.min(at.left, window.innerWidth - width - 4))}px`;
}
