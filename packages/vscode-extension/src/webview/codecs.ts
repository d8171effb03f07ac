import { type CodecsConnection, startCodecs } from '@kcolors/codecs/worker';

/**
 * Starts the worker of the page. Its script is fetched and started by its text: a webview may start no other.
 *
 * @param onEnd Hears that the worker has ended, which it does only when something went wrong.
 */
export async function startWorker(onEnd: () => void): Promise<CodecsConnection> {
  const codecs = await startCodecs({
    async text() {
      const answer = await fetch(document.body.dataset.worker!);
      if (!answer.ok) throw new Error(`The worker of the preview was not found: ${answer.status}.`);
      return answer.text();
    },
  });
  void codecs.thread.ended.then(onEnd);
  return codecs;
}
