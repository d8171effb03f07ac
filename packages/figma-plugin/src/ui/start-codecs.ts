import { type CodecsConnection, startCodecs } from '@kcolors/codecs/worker';

/**
 * Starts the codecs in a worker. A page without an origin may be forbidden to start workers, depending on
 * Figma's content security policy. Then the page runs the script itself, and long steps block it noticeably.
 *
 * @param packed the worker script, which the build embeds in the page as deflated bytes in base64.
 */
export async function startWorker(packed: string): Promise<CodecsConnection> {
  const script = await unpack(packed);
  return startCodecs({
    text: () => script,
    inline(port) {
      (globalThis as { kcolorsPort?: MessagePort }).kcolorsPort = port;
      const element = document.createElement('script');
      element.textContent = script;
      document.head.append(element);
    },
  });
}

async function unpack(packed: string): Promise<string> {
  const bytes = Uint8Array.from(atob(packed.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).text();
}
