import { type CodecsConnection, connectCodecs } from '@kcolors/codecs/worker';

/**
 * Starts the worker of the page. Its script is fetched and started from a blob: a webview may start no other.
 *
 * @param onEnd Hears that the worker has ended, which it does only when something went wrong.
 */
export async function startCodecs(onEnd: () => void): Promise<CodecsConnection> {
  const answer = await fetch(document.body.dataset.worker!);
  if (!answer.ok) throw new Error(`The worker of the preview was not found: ${answer.status}.`);
  const url = URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: 'text/javascript' }));
  const worker = new Worker(url);
  URL.revokeObjectURL(url);
  const codecs = connectCodecs(worker, { terminate: () => worker.terminate() });
  worker.onerror = ({ message }) => {
    codecs.close(new Error(message || 'The worker of the preview ended.'));
    onEnd();
  };
  return codecs;
}
