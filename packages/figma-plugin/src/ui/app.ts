// Assembles the page: the tabs, the image list that two of them share, and the job bar.
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
import { learnNames } from './page/color-names.ts';
import type { Context, Screen } from './page/context.ts';
import { make } from './page/make.ts';
import type { Memory } from './page/remembered.ts';
import { createGrip } from './page/resize-grip.ts';
import { createTabs } from './page/tabs.ts';
import { createPaletteScreen } from './palette/palette-screen.ts';
import { createPlacing } from './reduce/placing.ts';
import { createRestoreButton } from './restore/restore-button.ts';
import { createRestoreScreen } from './restore/restore-screen.ts';
import { createRestyleScreen } from './restyle/restyle-screen.ts';
import { createShrinkScreen } from './shrink/shrink-screen.ts';

const TABS = { shrink: 'Shrink', restyle: 'Restyle', palette: 'Palette' } as const;
type Tab = keyof typeof TABS;
type Id = Tab | 'restore';

/** Menu commands and relaunch buttons that open a tab. */
const TABS_OF: Readonly<Record<string, Tab>> = {
  shrink: 'shrink',
  'adjust-size': 'shrink',
  reduce: 'restyle',
  'adjust-colors': 'restyle',
  palette: 'palette',
  match: 'restyle',
};

interface Parts {
  readonly main: MainConnection;
  readonly codecs: CodecsConnection;
  /** Codecs for full-size results. */
  readonly workshop: CodecsConnection;
  readonly started: AnswerOf<'started'>;
  readonly memory: Memory;
}

export function openApp({ main, codecs, workshop, started, memory }: Parts): void {
  learnNames();
  defineStudio();
  refuseStrayFiles();
  applyCommand(started.command, memory);
  const images = createImages(main, memory, connectThumbnails(codecs));
  const bar = createJobBar(main, () => void images.refresh());
  const chosen = createChosen(main, codecs);
  const context: Context = {
    main,
    codecs,
    started,
    memory,
    images,
    chosen,
    joint: createJoint(main, codecs),
    bar,
  };
  const restyle = createRestyleScreen(context);
  const screens: Record<Id, Screen> = {
    shrink: createShrinkScreen(context, workshop),
    restyle,
    palette: createPaletteScreen(context),
    restore: createRestoreScreen(context),
  };
  const list = createImageList(images);
  const where = make('div', { class: 'where' }, createPlacing(images, memory));
  let current: Id | undefined;
  const open = (id: Id) => {
    if (id === current) return;
    if (current) screens[current].hide();
    current = id;
    if (id !== 'restore') memory.set('tab', id);
    screens.restore.panel.hidden = id !== 'restore';
    restore.ariaPressed = String(id === 'restore');
    list.hidden = id === 'restore' || id === 'shrink';
    where.hidden = id === 'restore' || id === 'palette';
    restyle.choice.hidden = id !== 'restyle';
    screens[id].show();
  };
  const tabs = createTabs(
    'Task',
    (Object.keys(TABS) as Tab[]).map((id) => ({ id, label: TABS[id], panel: screens[id].panel })),
    open,
  );
  const restore = createRestoreButton(main, images, () => {
    if (current === 'restore') return tabs.show(memory.get('tab'));
    tabs.hide();
    open('restore');
  });
  const panels = Object.values(screens).map(({ panel }) => panel);
  const viewOnly = make('p', { class: 'banner' }, 'You can view this file but not edit it.');
  viewOnly.hidden = started.can.frames;
  const head = make('div', { class: 'header' }, tabs.list, restore);
  const header = make(
    'header',
    {},
    make('h1', { class: 'unseen' }, 'kcolors'),
    head,
    restyle.choice,
    viewOnly,
  );
  document.body.replaceChildren(header, make('main', {}, list, ...panels, where), bar.root, createGrip(main));

  main.onSelection(({ isOtherPage }) => {
    const scope = memory.get('scope');
    if (scope === 'selection' || (scope === 'page' && isOtherPage)) void images.scan();
  });
  images.listen(() => document.body.classList.toggle('without-images', images.entries.length === 0));
  tabs.show(memory.get('tab'));
  void images.scan();
}

/** A command opens its tab. A relaunch button was pressed on the selected layers, so they are the scope. */
function applyCommand(command: string, memory: Memory): void {
  const tab = TABS_OF[command];
  if (tab) memory.set('tab', tab);
  if (command === 'match') memory.set('restyle', 'match');
  if (command === 'reduce' || command === 'adjust-colors') memory.set('restyle', 'colors');
  if (command.startsWith('adjust-')) memory.set('scope', 'selection');
}
