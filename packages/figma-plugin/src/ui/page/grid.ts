const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [Number.NEGATIVE_INFINITY, 0],
  End: [Number.POSITIVE_INFINITY, 0],
};
const CONTROLS = 'input, button';

export interface Grid {
  /** Leaves one control as a tab stop. Call it after rows have changed. */
  update(): void;
}

/** Makes one tab stop of all controls of a grid: the arrow keys move between rows and within a row. */
export function createGrid(root: HTMLElement): Grid {
  root.setAttribute('role', 'grid');
  let current: HTMLElement | undefined;

  const rows = () => [...root.querySelectorAll<HTMLElement>('[role=row]')];
  const controlsOf = (row: Element) =>
    [...row.querySelectorAll<HTMLInputElement | HTMLButtonElement>(CONTROLS)].filter(
      ({ disabled }) => !disabled,
    );
  const update = () => {
    const all = rows().flatMap(controlsOf);
    if (!current || !all.includes(current as HTMLButtonElement))
      current = all.find((control) => control.matches('.choose')) ?? all[0];
    for (const control of root.querySelectorAll<HTMLElement>(CONTROLS))
      control.tabIndex = control === current ? 0 : -1;
  };

  root.addEventListener('focusin', ({ target }) => {
    current = target as HTMLElement;
    update();
  });
  root.addEventListener('keydown', (event) => {
    const move = MOVES[event.key];
    const row = (event.target as Element).closest('[role=row]');
    if (!move || !row) return;
    event.preventDefault(); // of scrolling
    const all = rows();
    const next = clamp(all.indexOf(row as HTMLElement) + move[0], all.length);
    const column = controlsOf(row).indexOf(event.target as HTMLButtonElement);
    const controls = controlsOf(all[next]!);
    controls[clamp(column + move[1], controls.length)]?.focus();
  });
  return { update };
}

const clamp = (index: number, length: number): number => Math.min(length - 1, Math.max(0, index));
