// Starts the codecs. A page without an origin may or may not start workers, depending on the content security policy
// that Figma gives it; what is forbidden fails later, by an event. So each way has to answer before it is taken.
import { type CodecsConnection, connectCodecs } from '@kcolors/codecs/worker';
import { connectThumbnails, type Thumbnails } from '../images/thumbnails.ts';

type Way = 'blob' | 'data' | 'page';

interface Connected {
  readonly codecs: CodecsConnection;
  readonly thumbnails: Thumbnails;
}

interface Started extends Connected {
  readonly way: Way;
}

const PATIENCE = 8000; // ms until a worker that says nothing is given up

type Start = (source: string) => Connected;

/** The ways from the best to the last: on the page itself, where long steps are felt. */
const WAYS: Readonly<Record<Way, Start>> = {
  blob(source) {
    const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    const connected = inWorker(url);
    setTimeout(() => URL.revokeObjectURL(url), PATIENCE);
    return connected;
  },
  data: (source) => inWorker(`data:text/javascript;charset=utf-8,${encodeURIComponent(source)}`),
  page(source) {
    const { port1, port2 } = new MessageChannel();
    (globalThis as { kcolorsPort?: MessagePort }).kcolorsPort = port2;
    const script = document.createElement('script');
    script.textContent = source;
    document.head.append(script);
    return {
      codecs: connectCodecs(port1, { terminate: () => port1.close() }),
      thumbnails: connectThumbnails(port1),
    };
  },
};

function inWorker(url: string): Connected {
  const worker = new Worker(url); // a classic one: modules do not start without an origin
  const codecs = connectCodecs(worker, { terminate: () => worker.terminate() });
  worker.onerror = (event) => {
    event.preventDefault(); // it is told by what it rejects
    codecs.close(new Error(event.message || 'The worker did not start.'));
  };
  return { codecs, thumbnails: connectThumbnails(worker) };
}

export async function startCodecs(source: string): Promise<Started> {
  const reasons: string[] = [];
  for (const way of Object.keys(WAYS) as Way[]) {
    let connected: Connected | undefined;
    try {
      connected = WAYS[way](source);
      await answers(connected.codecs);
      return { ...connected, way };
    } catch (error) {
      connected?.codecs.close();
      reasons.push(`${way}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(`The codecs did not start. ${reasons.join(' ')}`);
}

/** Resolves once something was asked and answered. */
async function answers(codecs: CodecsConnection): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('No answer.')), PATIENCE);
  });
  try {
    const nothing = await Promise.race([codecs.gather(), late]);
    nothing.close();
  } finally {
    clearTimeout(timer);
  }
}
