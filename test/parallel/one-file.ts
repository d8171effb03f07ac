import { build } from 'esbuild';

/** What a page in one file has to be allowed: its own script, and WebAssembly; not `eval`. Workers come on top. */
export const SCRIPTS = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; img-src data:";

/** Makes pages of one file each from a script, under a policy. */
export async function bundlePage(entry: string): Promise<(policy?: string) => string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  });
  const script = outputFiles[0]!.text.replaceAll('</script', '<\\/script');
  return (policy) => {
    const meta = policy && `<meta http-equiv="content-security-policy" content="${policy}">`;
    return `<!doctype html><meta charset="utf-8">${meta ?? ''}<script>${script}</script>`;
  };
}
