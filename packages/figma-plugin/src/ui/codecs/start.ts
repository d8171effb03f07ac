import { type CodecsConnection, startCodecs } from '@kcolors/codecs/worker';

/**
 * Starts the codecs. A page without an origin may or may not start workers, depending on the content security policy that
 * Figma gives it; where it may not, the page runs the script itself, and long steps are felt.
 */
export function startWorker(source: string): Promise<CodecsConnection> {
  return startCodecs({
    text: () => source,
    inline(port) {
      (globalThis as { kcolorsPort?: MessagePort }).kcolorsPort = port;
      const script = document.createElement('script');
      script.textContent = source;
      document.head.append(script);
    },
  });
}
