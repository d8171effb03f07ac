import { l10n, type Uri, type Webview, type WebviewPanel } from 'vscode';
import { escapeHtml, pageHtml } from '../page/html.ts';
import type { Chosen } from '../selection/find-images.ts';
import { MAX_MAIN_COLORS } from './protocol.ts';
import style from './view.css';

const MAX_PICTURES = 8; // browsers hold each image in full in memory

/** Returns the page of the palette view. */
export function paletteHtml(
  { title, webview }: WebviewPanel,
  extension: Uri,
  images: readonly Chosen[],
): string {
  const content = contentOf(title, webview, images);
  return pageHtml(webview, extension, { style, content, script: 'palette-view.js' });
}

function contentOf(title: string, webview: Webview, images: readonly Chosen[]): string {
  const pictures = images.slice(0, MAX_PICTURES).map(({ uri, name }) => {
    const [src, text] = [webview.asWebviewUri(uri).toString(), name].map(escapeHtml);
    return `<li title="${text}"><img src="${src}" alt="${text}"></li>`;
  });
  const more = images.length - MAX_PICTURES;
  if (more > 0) pictures.push(`<li class="more">+ ${more}</li>`);
  return `
<header>
  <ul class="pictures">${pictures.join('')}</ul>
  <h1>${escapeHtml(title)}</h1>
</header>
<section class="controls" aria-label="${escapeHtml(l10n.t('Options'))}">
  <div class="count">
    <label for="count">${escapeHtml(l10n.t('Colors'))}</label>
    <input id="count" type="number" min="1" max="${MAX_MAIN_COLORS}" step="1" inputmode="numeric">
    <label class="auto"><input id="auto" type="checkbox">${escapeHtml(l10n.t('Auto'))}</label>
  </div>
  <div class="salience">
    <label for="salience">${escapeHtml(l10n.t('What counts'))}</label>
    <input id="salience" type="range" min="0" max="100" step="5">
    <span aria-hidden="true">${escapeHtml(l10n.t('Large areas'))}</span>
    <span aria-hidden="true">${escapeHtml(l10n.t('Distinct colors'))}</span>
  </div>
</section>
<kc-palette editable removable hidden></kc-palette>
<form class="add">
  <input id="picker" type="color" aria-label="${escapeHtml(l10n.t('Pick a color'))}" value="#808080">
  <input id="added" type="text" maxlength="9" spellcheck="false" autocomplete="off" placeholder="#1a2b3c" aria-label="${escapeHtml(l10n.t('Color to add'))}">
  <button type="submit">${escapeHtml(l10n.t('Add Color'))}</button>
</form>
<p class="status" role="status"></p>
<ul class="problems"></ul>
<footer>
  <button id="insert" class="primary" type="button" disabled>${escapeHtml(l10n.t('Insert into…'))}</button>
  <button id="copy" type="button" disabled>${escapeHtml(l10n.t('Copy'))}</button>
</footer>`;
}
