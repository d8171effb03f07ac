// The script of the worker: the codecs, served to the page. Where workers are forbidden the page runs it itself, and has a
// port for it.
import { serveCodecs } from '@kcolors/codecs/worker';

type Port = Parameters<typeof serveCodecs>[0];

serveCodecs((globalThis as { kcolorsPort?: Port }).kcolorsPort ?? (self as unknown as Port));
