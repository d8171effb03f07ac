import { env, Uri, type Webview } from 'vscode';

/** The page of the preview. Its policy lets it run our script, our WebAssembly and a worker of its own, nothing else. */
export function previewHtml(webview: Webview, extension: Uri): string {
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  const file = (name: string) => webview.asWebviewUri(Uri.joinPath(extension, 'dist', name)).toString();
  const policy = [
    `default-src 'none'`,
    `img-src ${webview.cspSource} blob: data:`,
    `style-src ${webview.cspSource}`,
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
<link rel="stylesheet" href="${file('webview.css')}">
</head>
<body data-worker="${file('worker.js')}" data-palettes="${file('palettes.js')}">
<main><kc-studio></kc-studio></main>
<script nonce="${nonce}" src="${file('webview.js')}"></script>
</body>
</html>`;
}
