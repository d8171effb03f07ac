// The handler of each request.

import type { AnswerOf } from '../../shared/answers.ts';
import type { ANSWERS } from '../../shared/protocol.ts';
import type { Request, RequestOf } from '../../shared/requests.ts';
import { abilitiesOf } from '../abilities.ts';
import { apply } from '../apply/apply.ts';
import { openFiles } from '../document/files.ts';
import { storeImage } from '../document/images.ts';
import { reveal } from '../document/reveal.ts';
import { scan } from '../document/scan.ts';
import { notify, shorten } from '../notify.ts';
import { writeStyles } from '../palette/paint-styles.ts';
import { drawSwatches } from '../palette/swatch-frame.ts';
import { findTargets } from '../palette/targets.ts';
import { writeVariables } from '../palette/variables.ts';
import { findRestorable, restore } from '../restore/restore.ts';
import { tellRestored } from '../restore/tell.ts';
import { loadSettings, resizeWindow, saveSettings } from '../settings.ts';
import { Failure } from './failure.ts';
import { type Job, openJob } from './job.ts';
import type { Run } from './run-event.ts';

type Type = Request['type'];
type Body<One> = One extends unknown ? Omit<One, 'type' | 'id'> : never;
export type Handler<One extends Type> = (
  request: RequestOf<One>,
  job: Job,
) => Promise<Body<AnswerOf<(typeof ANSWERS)[One]>>>;
export type Handlers = { readonly [One in Type]: Handler<One> };

const DONE = {};

/** Makes the handlers of all requests except `cancel`, which `serve` handles. */
export function makeHandlers(run: Run): Omit<Handlers, 'cancel'> {
  const can = abilitiesOf(figma);
  const files = openFiles();
  let lastChanged: readonly string[] = [];

  return {
    ready: async () => ({
      ...run,
      can,
      settings: await loadSettings(),
      colorProfile: figma.root.documentColorProfile === 'DISPLAY_P3' ? 'display-p3' : 'srgb',
      selected: figma.currentPage.selection.length,
    }),
    scan: ({ scope }, job) => scan(scope, job),
    read: async ({ hash, from }) => ({ hash, ...(await files.read(hash, from)) }),
    store: async ({ hash, bytes }) => ({ hash, stored: await storeImage(hash, bytes) }),
    async apply(request, job) {
      const { changedIds, ...applied } = await apply(request, job);
      lastChanged = changedIds;
      return applied;
    },
    'find-restorable': async ({ scope }, job) => ({ nodes: await findRestorable(scope, job) }),
    restore: ({ scope, original }, job) => restore(scope, job, original),
    targets: (_, job) => findTargets(can, job),
    async 'write-styles'({ folder, swatches }, job) {
      if (!can.styles) throw new Failure('unsupported', 'There are no color styles in this kind of file.');
      return writeStyles(folder, swatches, job);
    },
    async 'write-variables'({ collection, mode, swatches }, job) {
      if (!can.variables) throw new Failure('unsupported', 'There are no variables in this kind of file.');
      return writeVariables(collection, swatches, job, mode);
    },
    async 'draw-swatches'({ title, swatches }, job) {
      if (!can.frames) throw new Failure('unsupported', 'There are no frames in this kind of file.');
      return drawSwatches(title, swatches, job);
    },
    async reveal({ nodeIds }) {
      await reveal(nodeIds);
      return DONE;
    },
    async notify({ message, isError, offersRestore }) {
      const ids = lastChanged;
      const restoreAgain = () => {
        const job = openJob(ignore, () => false);
        void restore({ kind: 'nodes', ids: [...ids] }, job).then(tellRestored);
      };
      const button = { text: 'Restore', action: restoreAgain };
      const isOffered = offersRestore && ids.length > 0;
      notify(message, { error: isError, ...(isOffered ? { button } : {}) });
      return DONE;
    },
    async 'save-settings'({ settings }) {
      await saveSettings(settings);
      return DONE;
    },
    async resize({ width, height }) {
      await resizeWindow(width, height);
      return DONE;
    },
    async finish({ message, isError }) {
      if (isError) notify(message, { error: true });
      figma.closePlugin(isError ? undefined : shorten(message));
      return DONE;
    },
  };
}

const ignore = () => {};
