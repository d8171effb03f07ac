import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** What a host's worker is: codecs that are served to whoever started it, in a browser or in Node. */
const SOURCE = `
  import { serveCodecs } from '@kcolors/codecs/worker';
  serveCodecs();
`;

/** A worker as one classic script, as hosts bundle it. */
export async function bundleWorker(): Promise<string> {
  const resolveDir = fileURLToPath(new URL('.', import.meta.url));
  const { outputFiles, warnings } = await build({
    stdin: { contents: SOURCE, resolveDir },
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  });
  if (warnings.length > 0) throw new Error(JSON.stringify(warnings));
  return outputFiles[0]!.text;
}
