import { type LogOutputChannel, workspace } from 'vscode';
import { integer } from '../settings.ts';
import type { Originals, Run } from './originals.ts';

const MEGABYTE = 2 ** 20;
const RULE = integer(0, 2 ** 20);

/** A run whose originals are kept as the settings say. */
export interface KeptRun {
  /** Undefined when none are kept. */
  readonly run: Run | undefined;
  /** Makes room, when the run is over. What goes wrong with that is no fault of the run: it is logged. */
  end(log: LogOutputChannel): Promise<void>;
}

/**
 * Starts a run.
 * @throws Error when the setting is not what it should be: then nothing is written at all.
 */
export function keepOriginals(originals: Originals): KeptRun {
  const size = workspace.getConfiguration('kcolors').get<number>('backupSize');
  RULE.check('backupSize', size);
  const most = size! * MEGABYTE;
  const run = most > 0 ? originals.begin() : undefined;
  return {
    run,
    async end(log) {
      try {
        await originals.prune(most);
      } catch (error) {
        log.error(`Originals: ${error instanceof Error ? error.message : error}`);
      }
    },
  };
}
