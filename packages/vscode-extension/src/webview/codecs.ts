import { type CodecsConnection, startCodecs } from '@kcolors/codecs/worker';

/**
 * Starts the worker of the page. Fetches its script and starts it from a blob: a webview allows no other
 * workers.
 *
 * @param onEnd called when the worker has ended, which only happens after an error.
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
