import { createMatchScreen } from '../match/match-screen.ts';
import type { Context, Screen } from '../page/context.ts';
import { make, segments } from '../page/make.ts';
import { createReduceScreen } from '../reduce/reduce-screen.ts';

const WAYS = { colors: 'Fewer colors', match: 'Match colors' } as const;
type Way = keyof typeof WAYS;

export interface RestyleScreen extends Screen {
  /** The choice between the ways to restyle. */
  readonly choice: HTMLElement;
}

/** Gives images other colors: fewer of their own, or given ones. */
export function createRestyleScreen(context: Context): RestyleScreen {
  const { memory } = context;
  const ways: Record<Way, Screen> = {
    colors: createReduceScreen(context),
    match: createMatchScreen(context),
  };
  let shown: Screen | undefined;
  const panel = make('div', { class: 'restyle' }, ways.colors.panel, ways.match.panel);

  const show = () => {
    shown?.hide();
    const way = memory.get('restyle');
    for (const [name, { panel: part }] of Object.entries(ways)) part.hidden = name !== way;
    shown = ways[way];
    shown.show();
  };
  const choice = segments('Colors', WAYS, memory.get('restyle'), (way) => {
    memory.set('restyle', way);
    show();
  });
  return {
    panel,
    choice,
    show,
    hide() {
      shown?.hide();
      shown = undefined;
    },
  };
}
