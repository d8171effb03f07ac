// The worker script: serves codecs and thumbnails to the page. Where workers are forbidden, the page runs it
// itself and connects through a message port.
import { serveCodecs } from '@kcolors/codecs/worker';
import { thumbnailTasks } from './images/thumbnails.ts';

serveCodecs(thumbnailTasks, (globalThis as { kcolorsPort?: MessagePort }).kcolorsPort);
