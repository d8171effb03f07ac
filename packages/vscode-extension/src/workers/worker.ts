// The script of a thread, one file for three places: a thread of Node, a worker of the web worker host, and a worker of
// the preview, started from a blob.
import { serveCodecs } from '@kcolors/codecs/worker';

serveCodecs();
