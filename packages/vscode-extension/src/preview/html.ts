import { env, Uri, type Webview } from 'vscode';
import { base64 } from './base64.ts';
import style from './page.css';

const MOST = 2 ** 22; // bytes of a file that the page holds: it is kept as long as its tab

/**
 * The page of the preview. Its policy lets it run our script, our WebAssembly and a worker of its own, nothing else.
 *
 * @param file What is previewed, if it can be read: a browser shows it before any script has run.
 */
export function previewHtml(webview: Webview, extension: Uri, file: Uint8Array = new Uint8Array()): string {
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  const part = (name: string) => webview.asWebviewUri(Uri.joinPath(extension, 'dist', name)).toString();
  const isShown = file.length > 0 && file.length <= MOST;
  const opening = isShown ? `<img class="opening" alt="" src="data:;base64,${base64(file)}">` : '';
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
<style nonce="${nonce}">${style}</style>
</head>
<body data-worker="${part('worker.js')}" data-palettes="${part('palettes.js')}">
<main>${opening}<kc-studio></kc-studio></main>
<script nonce="${nonce}" src="${part('webview.js')}"></script>
</body>
</html>`;
}
