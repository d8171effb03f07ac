// Assembles the page: the tabs, the image list that three of them share, and the job bar.
import type { CodecsConnection } from '@kcolors/codecs/worker';
import { defineStudio } from '@kcolors/ui/studio';
import type { AnswerOf } from '../shared/answers.ts';
import type { MainConnection } from './connect.ts';
import { createChosen } from './images/chosen.ts';
import { createImageList } from './images/image-list.ts';
import { createJoint } from './images/joint.ts';
import { createImages } from './images/model.ts';
import { connectThumbnails } from './images/thumbnails.ts';
import { refuseStrayFiles } from './import/drop-file.ts';
import { createJobBar } from './job/job-bar.ts';
import { createMatchScreen } from './match/match-screen.ts';
import { learnNames } from './page/color-names.ts';
import type { Context, Screen } from './page/context.ts';
import { make } from './page/make.ts';
import type { Memory } from './page/remembered.ts';
import { createGrip } from './page/resize-grip.ts';
import { createTabs } from './page/tabs.ts';
import { createPaletteScreen } from './palette/palette-screen.ts';
import { createPlacing } from './reduce/placing.ts';
import { createReduceScreen } from './reduce/reduce-screen.ts';
import { createRestoreScreen } from './restore/restore-screen.ts';

const LABELS = { reduce: 'Reduce', palette: 'Palette', match: 'Match', restore: 'Restore' } as const;
type Id = keyof typeof LABELS;

/** Menu commands that open a tab. */
const TABS_OF: Readonly<Record<string, Id>> = { reduce: 'reduce', palette: 'palette', match: 'match' };

interface Parts {
  readonly main: MainConnection;
  readonly codecs: CodecsConnection;
  readonly started: AnswerOf<'started'>;
  readonly memory: Memory;
}

export function openApp({ main, codecs, started, memory }: Parts): void {
  learnNames();
  defineStudio();
  refuseStrayFiles();
  const images = createImages(main, memory, connectThumbnails(codecs));
  const bar = createJobBar(main, () => void images.scan());
  const context: Context = {
    main,
    codecs,
    started,
    memory,
    images,
    chosen: createChosen(main, codecs),
    joint: createJoint(main, codecs),
    bar,
  };
  const screens: Record<Id, Screen> = {
    reduce: createReduceScreen(context),
    palette: createPaletteScreen(context),
    match: createMatchScreen(context),
    restore: createRestoreScreen(context),
  };
  const list = createImageList(images);
  const where = make('div', { class: 'where' }, createPlacing(images, memory));
  let current: Id | undefined;
  const tabs = createTabs(
    'Task',
    (Object.keys(LABELS) as Id[]).map((id) => ({ id, label: LABELS[id], panel: screens[id].panel })),
    (id) => {
      if (id === current) return;
      if (current) screens[current].hide();
      current = id;
      memory.set('tab', id);
      list.hidden = id === 'restore';
      where.hidden = id !== 'reduce' && id !== 'match';
      screens[id].show();
    },
  );
  const panels = Object.values(screens).map(({ panel }) => panel);
  const viewOnly = make('p', { class: 'banner' }, 'This file is view only: nothing can be changed.');
  viewOnly.hidden = started.can.frames;
  const header = make('header', {}, make('h1', { class: 'unseen' }, 'kcolors'), tabs.list, viewOnly);
  document.body.replaceChildren(header, make('main', {}, list, ...panels, where), bar.root, createGrip(main));

  main.onSelection(() => {
    if (memory.get('scope') === 'selection') void images.scan();
  });
  images.listen(() => document.body.classList.toggle('without-images', images.entries.length === 0));
  tabs.show(TABS_OF[started.command] ?? memory.get('tab'));
  void images.scan();
}
