// The thread script, used in three places: threads in Node, workers in the web worker host, and workers of
// the preview, which start from a blob.
import { serveCodecs } from '@kcolors/codecs/worker';

serveCodecs();
