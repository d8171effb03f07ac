// The thread script, used in three places: threads in Node, workers in the web worker host, and workers of
// the preview, which start from a blob.
import { decodeInBrowser } from '@kcolors/codecs';
import { serveCodecs } from '@kcolors/codecs/worker';

// The pages and the web worker host decode AVIF with the decoder of the browser; Node has none.
const isInBrowser = typeof createImageBitmap === 'function';
serveCodecs(
  undefined,
  undefined,
  isInBrowser ? { decoders: { avif: decodeInBrowser, heic: decodeInBrowser } } : {},
);
