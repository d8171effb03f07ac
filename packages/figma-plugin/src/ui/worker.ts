// The script of the worker: the codecs and small pictures, served to the page. Where workers are forbidden the page runs it
// itself, and has a port for it.
import { serveCodecs } from '@kcolors/codecs/worker';
import { serveThumbnails } from './images/thumbnails.ts';

const port = (globalThis as { kcolorsPort?: MessagePort }).kcolorsPort ?? (self as unknown as MessagePort);
serveCodecs(port);
serveThumbnails(port);
