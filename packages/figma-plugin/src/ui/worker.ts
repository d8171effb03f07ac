// The script of the worker: the codecs and small pictures, served to the page. Where workers are forbidden the page runs it
// itself, and has a port for it.
import { serveCodecs } from '@kcolors/codecs/worker';
import { thumbnailTasks } from './images/thumbnails.ts';

serveCodecs(thumbnailTasks, (globalThis as { kcolorsPort?: MessagePort }).kcolorsPort);
