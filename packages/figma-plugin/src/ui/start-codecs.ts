import { type CodecsConnection, startCodecs } from '@kcolors/codecs/worker';

/**
 * Starts the codecs. A page without an origin may or may not start workers, depending on the content security policy that
 * Figma gives it; where it may not, the page runs the script itself, and long steps are felt.
 *
 * @param packed The script of the worker, which the build has put into the page as deflated bytes in base64.
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
