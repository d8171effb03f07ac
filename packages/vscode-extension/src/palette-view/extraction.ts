import type { PaletteEntry } from '@kcolors/codecs';
import { type CodecsConnection, type Gathering, startCodecs } from '@kcolors/codecs/worker';
import { type Disposable, l10n, type Uri, workspace } from 'vscode';
import { reasonOf } from '../files/image-file.ts';
import type { Host } from '../host.ts';
import { COUNTED } from '../palette/main-colors.ts';
import type { Chosen } from '../selection/find-images.ts';
import type { PaletteAsk } from './protocol.ts';

/** The colors of several images, counted once. Any number of palettes can be found from them. */
export interface Extraction extends Disposable {
  /** @param fixedColors the locked colors of `ask`, 4 bytes per color (RGBA). */
  find(ask: PaletteAsk, fixedColors: Uint8Array): Promise<readonly PaletteEntry[]>;
  /** Images that could not be read, and why. */
  problems(): readonly string[];
}

/**
 * Starts an extraction in a thread of its own, since the pool lends its threads for one task only.
 * @param onReading receives the number of images read and the total.
 */
export function openExtraction(
  images: readonly Chosen[],
  host: Host,
  extension: Uri,
  onReading: (done: number, all: number) => void,
): Extraction {
  let codecs: CodecsConnection | undefined;
  let counting: Promise<Gathering> | undefined;
  let problems: string[] = [];
  let isOver = false;

  const forget = () => {
    counting = undefined; // the next call counts again
  };
  const count = async (): Promise<Gathering> => {
    let hasEnded = false;
    const mine = await startCodecs(host.threadScript(extension));
    void mine.thread.ended.then(() => {
      hasEnded = true;
      forget();
    });
    codecs = mine;
    if (isOver) void mine.close();
    problems = [];
    const gathering = await mine.gather();
    // Read one file at a time: files are large, their color counts small.
    for (const [done, { uri, name }] of images.entries()) {
      onReading(done, images.length);
      try {
        const bytes = new Uint8Array(await workspace.fs.readFile(uri));
        await gathering.add(bytes, COUNTED, { transfer: true });
      } catch (error) {
        if (hasEnded || isOver) throw error;
        problems.push(`${name}: ${reasonOf(error)}`);
      }
    }
    if (problems.length === images.length) throw new Error(problems.join('\n'));
    return gathering;
  };

  return {
    async find({ colors, salience }, fixedColors) {
      counting ??= count();
      const gathering = await counting.catch((error) => {
        forget();
        throw error;
      });
      const found = await gathering.mainColors({ colors: colors || 'auto', salience, fixedColors });
      if (found.length === 0) throw new Error(l10n.t('There is no visible pixel in the image.'));
      return found;
    },
    problems: () => problems,
    dispose() {
      isOver = true;
      void codecs?.close();
    },
  };
}
