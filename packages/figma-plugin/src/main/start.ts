import type { Answer } from '../shared/answers.ts';
import { messageOf } from './bridge/failure.ts';
import { makeHandlers } from './bridge/handlers.ts';
import { openJob } from './bridge/job.ts';
import { type Run, readRun } from './bridge/run-event.ts';
import { serve } from './bridge/serve.ts';
import { isShownSelection } from './document/selection.ts';
import { notify } from './notify.ts';
import { listenForDrops } from './palette/drop.ts';
import { restore } from './restore/restore.ts';
import { wordsOfRestored } from './restore/tell.ts';
import { loadWindowSize } from './settings.ts';

const SETTLED = 150; // ms without a selection change before it is reported

/** Commands that need no page, with their scopes. */
const ALONE: Readonly<Record<string, 'selection' | 'page'>> = {
  'restore-selection': 'selection',
  'restore-page': 'page',
};

export async function start(event: RunEvent): Promise<void> {
  const run = readRun(event);
  const part = ALONE[run.command];
  if (part) await restoreAndClose(part);
  else await openPage(run);
}

async function restoreAndClose(kind: 'selection' | 'page'): Promise<void> {
  try {
    const job = openJob(
      () => {},
      () => false,
    );
    figma.closePlugin(wordsOfRestored(await restore({ kind }, job)));
  } catch (error) {
    notify(messageOf(error), { error: true });
    figma.closePlugin();
  }
}

async function openPage(run: Run): Promise<void> {
  const size = await loadWindowSize();
  figma.showUI(__html__, { ...size, themeColors: true, visible: !run.isHeadless });
  const send = (answer: Answer) => figma.ui.postMessage(answer);
  figma.ui.onmessage = serve(makeHandlers(run), send);
  listenForDrops();

  let timer: number | undefined;
  let toldPage = figma.currentPage.id;
  const tell = () => {
    if (isShownSelection()) return;
    const { id, selection } = figma.currentPage;
    send({ type: 'selection', selected: selection.length, isOtherPage: id !== toldPage });
    toldPage = id;
  };
  const onChange = () => {
    if (timer !== undefined) clearTimeout(timer);
    timer = setTimeout(tell, SETTLED);
  };
  figma.on('selectionchange', onChange);
  figma.on('currentpagechange', onChange);
}
