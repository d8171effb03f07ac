// A page that uses Figma's interface like the plugin page and reports the outcome, to test the stand-in for
// Figma. It reduces no images: the test provides the replacements.
import { connectMain, MainError } from '../../packages/figma-plugin/src/ui/connect.ts';

const SCRIPT = 'postMessage(self.origin)';
const PATIENCE = 1500; // ms

/** Whether a worker starts. A failure may fire an event, or no event at all. */
function starts(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), PATIENCE);
    try {
      const worker = new Worker(url);
      worker.onmessage = () => resolve(true);
      worker.onerror = (event) => {
        event.preventDefault();
        resolve(false);
      };
    } catch {
      resolve(false);
    }
  });
}

const outcome = async (action: () => unknown): Promise<string> => {
  try {
    await action();
    return 'done';
  } catch (error) {
    return (error as Error).name;
  }
};

const main = connectMain();
const selections: number[] = [];
main.onSelection(({ selected }) => selections.push(selected));

Object.assign(window, {
  selections,
  async surroundings() {
    return {
      origin: self.origin,
      storage: await outcome(() => localStorage.length),
      network: await outcome(() => fetch('https://example.com/')),
      image: await outcome(() => loadImage('https://example.com/a.png')),
      blobWorker: await starts(URL.createObjectURL(new Blob([SCRIPT], { type: 'text/javascript' }))),
      dataWorker: await starts(`data:text/javascript,${encodeURIComponent(SCRIPT)}`),
      background: getComputedStyle(document.body).backgroundColor,
      theme: document.documentElement.className,
    };
  },
  async replaceAll(file: number[]) {
    const { images } = await main.ask({ type: 'scan', scope: { kind: 'selection' } });
    const changes = [];
    const sizes = [];
    for (const { hash, uses } of images) {
      const { bytes } = await main.ask({ type: 'read', hash, from: 0 });
      sizes.push(bytes.length);
      const { stored } = await main.ask({ type: 'store', hash, bytes: Uint8Array.from(file) });
      changes.push({ from: hash, to: stored, places: uses.map(({ nodeId, slot }) => ({ nodeId, slot })) });
    }
    const how = { placement: 'replace', styles: 'update', includeLocked: false, isShrink: false } as const;
    return { sizes, applied: await main.ask({ type: 'apply', changes, ...how }) };
  },
  failure: () =>
    main.ask({ type: 'read', hash: 'unknown', from: 0 }).then(
      () => 'none',
      (error: unknown) => (error instanceof MainError ? error.code : String(error)),
    ),
  sendForbidden: () => parent.postMessage({ pluginMessage: { bytes: new ArrayBuffer(1) } }, '*'),
  resizeTo: (width: number, height: number) => main.ask({ type: 'resize', width, height }),
});

function loadImage(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve();
    image.onerror = () => reject(new DOMException('Not loaded', 'NetworkError'));
    image.src = src;
  });
}
