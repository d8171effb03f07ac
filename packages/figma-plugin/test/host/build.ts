import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The script of the plugin, as it is built. */
export const pluginScript = (): string => readFileSync(path('../../dist/main.js'), 'utf8');
/** The page of the plugin, as it is built. */
export const pluginPage = (): string => readFileSync(path('../../dist/ui.html'), 'utf8');

let sandbox: Promise<string> | undefined;

/** The stand-in for Figma, in the JavaScript that the older engine knows. */
export function sandboxScript(): Promise<string> {
  sandbox ??= build({
    entryPoints: [path('../sandbox/main.ts')],
    bundle: true,
    format: 'iife',
    platform: 'neutral',
    target: 'es2017',
    write: false,
  }).then(({ outputFiles }) => outputFiles[0]!.text);
  return sandbox;
}
