import { type LogOutputChannel, workspace } from 'vscode';
import { integer } from '../settings.ts';
import type { Originals, Run } from './originals.ts';

const MEGABYTE = 2 ** 20;
const RULE = integer(0, 2 ** 20);

/** A run that keeps originals as set in the settings. */
export interface KeptRun {
  /** Undefined when no originals are kept. */
  readonly run: Run | undefined;
  /** Deletes old originals to free space after a run. Logs errors, since they do not make the run fail. */
  end(log: LogOutputChannel): Promise<void>;
}

/**
 * Starts a run.
 * @throws Error when the setting is invalid; no file has been written then.
 */
export function keepOriginals(originals: Originals): KeptRun {
  const size = workspace.getConfiguration('kcolors').get<number>('backupSize');
  RULE.check('backupSize', size);
  const maxBytes = size! * MEGABYTE;
  const run = maxBytes > 0 ? originals.begin() : undefined;
  return {
    run,
    async end(log) {
      try {
        await originals.prune(maxBytes);
      } catch (error) {
        log.error(`Originals: ${error instanceof Error ? error.message : error}`);
      }
    },
  };
}
