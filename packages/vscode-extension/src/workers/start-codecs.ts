import { type CodecsConnection, connectCodecs } from '@kcolors/codecs/worker';
import type { Uri } from 'vscode';
import type { Host } from '../host.ts';

/**
 * Starts a thread that has the codecs.
 * @param onEnd Hears that it has ended by itself, which it does only when something went wrong.
 */
export async function startCodecs(
  host: Host,
  extension: Uri,
  onEnd: (codecs: CodecsConnection) => void,
): Promise<CodecsConnection> {
  const worker = await host.startWorker(extension);
  const codecs = connectCodecs(worker, { terminate: () => worker.terminate() });
  worker.onerror = ({ message }) => {
    onEnd(codecs);
    codecs.close(new Error(`The thread that did this ended: ${message}`));
  };
  return codecs;
}
