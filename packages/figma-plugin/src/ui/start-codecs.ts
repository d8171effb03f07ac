import { type CodecsConnection, startCodecs } from '@kcolors/codecs/worker';

/**
 * Returns a function that starts the codecs in a worker. A page without an origin may be forbidden to start workers,
 * depending on Figma's content security policy. Then the page runs the script itself, and long steps block it noticeably.
 *
 * @param packed the worker script, which the build embeds in the page as deflated bytes in base64.
 */
export function prepareWorkers(packed: string): () => Promise<CodecsConnection> {
  const unpacked = unpack(packed);
  return async () => {
    const script = await unpacked;
    return startCodecs({
      text: () => script,
      inline(port) {
        (globalThis as { kcolorsPort?: MessagePort }).kcolorsPort = port;
        const element = document.createElement('script');
        element.textContent = script;
        document.head.append(element);
      },
    });
  };
}

async function unpack(packed: string): Promise<string> {
  const letters = atob(packed.trim());
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).text();
}
