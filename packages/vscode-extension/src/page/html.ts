import { env, Uri, type Webview } from 'vscode';
import style from './page.css';

interface Page {
  /** CSS in addition to the style of every page. */
  readonly style?: string;
  /** HTML that is shown before any script has run. */
  readonly content: string;
  /** Name of the script in `dist`. */
  readonly script: string;
}

/**
 * Returns a page in the theme's colors. Its content security policy allows only our script, our WebAssembly
 * and the page's own worker.
 */
export function pageHtml(
  webview: Webview,
  extension: Uri,
  { style: more = '', content, script }: Page,
): string {
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  const part = (name: string) => webview.asWebviewUri(Uri.joinPath(extension, 'dist', name)).toString();
  const policy = [
    `default-src 'none'`,
    `img-src ${webview.cspSource} blob: data:`,
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    'worker-src blob:',
    `connect-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>kcolors</title>
<style nonce="${nonce}">${style}${more}</style>
</head>
<body data-worker="${part('worker.js')}" data-palettes="${part('palettes.js')}">
<main>${content}</main>
<script nonce="${nonce}" src="${part(script)}"></script>
</body>
</html>`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes text for HTML, including quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);
