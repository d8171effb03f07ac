// The script of a thread, one file for three places: a thread of Node, a worker of the web worker host, and a worker of
// the preview, started from a blob.
import { serveCodecs } from '@kcolors/codecs/worker';

type Port = Parameters<typeof serveCodecs>[0];

declare const require: ((name: string) => { parentPort: Port }) | undefined;

const isWebWorker = typeof self === 'object' && typeof self.postMessage === 'function';
serveCodecs(isWebWorker ? (self as unknown as Port) : portOfNode());

function portOfNode(): Port {
  if (!require) throw new Error('Expected a worker of Node or of a browser.');
  const { parentPort } = require('node:worker_threads');
  return parentPort;
}
