import type { Uri, Webview } from 'vscode';
import { base64 } from '../page/base64.ts';
import { pageHtml } from '../page/html.ts';
import style from './preview.css';

const MAX_EMBEDDED = 2 ** 22; // maximum bytes of a file embedded in the page, which stays in memory as long as the tab

/**
 * Returns the page of the preview.
 *
 * @param file the previewed file, if it can be read: the browser shows it before any script has run.
 */
export function previewHtml(webview: Webview, extension: Uri, file: Uint8Array = new Uint8Array()): string {
  const isShown = file.length > 0 && file.length <= MAX_EMBEDDED;
  const opening = isShown ? `<img class="opening" alt="" src="data:;base64,${base64(file)}">` : '';
  const content = `${opening}<kc-studio></kc-studio>`;
  return pageHtml(webview, extension, { style, content, script: 'webview.js' });
}
