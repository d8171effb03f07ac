import { l10n, type Uri, type Webview, type WebviewPanel } from 'vscode';
import { escapeHtml, pageHtml } from '../page/html.ts';
import type { Chosen } from '../selection/find-images.ts';
import { MAX_MAIN_COLORS, type SchemeTexts } from './protocol.ts';
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
  const kinds = [
    ['colors', l10n.t('Colors')],
    ['scales', l10n.t('Tint scales')],
    ['roles', l10n.t('Roles')],
  ]
    .map(
      ([kind, label]) =>
        `<label><input type="radio" name="kind" value="${kind}">${escapeHtml(label!)}</label>`,
    )
    .join('');
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
<fieldset class="use">
  <legend>${escapeHtml(l10n.t('Use as'))}</legend>
  ${kinds}
  <label><input id="dark" type="checkbox">${escapeHtml(l10n.t('With colors for dark pages'))}</label>
</fieldset>
<section class="scheme" aria-label="${escapeHtml(l10n.t('Use as'))}" data-texts="${escapeHtml(JSON.stringify(schemeTexts()))}" hidden></section>
<p class="status" role="status"></p>
<ul class="problems"></ul>
<footer>
  <button id="insert" class="primary" type="button" disabled>${escapeHtml(l10n.t('Insert into…'))}</button>
  <button id="copy" type="button" disabled>${escapeHtml(l10n.t('Copy'))}</button>
</footer>`;
}

/** Returns the texts of the tint scales and roles on the page. */
const schemeTexts = (): SchemeTexts => ({
  light: l10n.t('Light page'),
  dark: l10n.t('Dark page'),
  background: l10n.t('Background'),
  surface: l10n.t('Surface'),
  text: l10n.t('Text'),
  accent: l10n.t('Accent'),
  'on accent': l10n.t('On accent'),
  on: l10n.t('{0} on {1}', '{0}', '{1}'), // two roles, which the page fills in
});
