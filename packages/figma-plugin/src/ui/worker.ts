// The script of the worker: the codecs, served to the page.
import { serveCodecs } from '@kcolors/codecs/worker';

type Port = Parameters<typeof serveCodecs>[0];

serveCodecs(self as unknown as Port);
