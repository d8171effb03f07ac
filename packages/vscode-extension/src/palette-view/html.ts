import type { Uri } from 'vscode';
import { l10n, type Webview } from 'vscode';
import { escapeHtml, pageHtml } from '../preview/page.ts';
import type { Chosen } from '../selection/find-images.ts';
import { MOST_COLORS } from './protocol.ts';
import style from './view.css';

const MOST_PICTURES = 8; // browsers hold them whole

/** The page of the palette view. */
export function paletteHtml(webview: Webview, extension: Uri, images: readonly Chosen[]): string {
  return pageHtml(webview, extension, {
    style,
    content: contentOf(webview, images),
    script: 'palette-view.js',
  });
}

function contentOf(webview: Webview, images: readonly Chosen[]): string {
  const [first] = images;
  const title =
    images.length === 1
      ? l10n.t('Palette of {0}', first!.name)
      : l10n.t('Palette of {0} images', images.length);
  const pictures = images.slice(0, MOST_PICTURES).map(({ uri, name }) => {
    const [src, text] = [webview.asWebviewUri(uri).toString(), name].map(escapeHtml);
    return `<li title="${text}"><img src="${src}" alt="${text}"></li>`;
  });
  const more = images.length - MOST_PICTURES;
  if (more > 0) pictures.push(`<li class="more">+ ${more}</li>`);
  const says = (text: string) => escapeHtml(text);
  return `
<header>
  <ul class="pictures">${pictures.join('')}</ul>
  <h1>${says(title)}</h1>
</header>
<section class="controls" aria-label="${says(l10n.t('Options'))}">
  <div class="count">
    <label for="count">${says(l10n.t('Colors'))}</label>
    <input id="count" type="number" min="1" max="${MOST_COLORS}" step="1" inputmode="numeric">
    <label class="auto"><input id="auto" type="checkbox">${says(l10n.t('As many as fit'))}</label>
  </div>
  <div class="salience">
    <label for="salience">${says(l10n.t('What counts'))}</label>
    <input id="salience" type="range" min="0" max="100" step="5">
    <span aria-hidden="true">${says(l10n.t('Large areas'))}</span>
    <span aria-hidden="true">${says(l10n.t('Distinct colors'))}</span>
  </div>
</section>
<kc-palette editable removable hidden></kc-palette>
<form class="add">
  <input id="picker" type="color" aria-label="${says(l10n.t('Pick a color'))}" value="#808080">
  <input id="added" type="text" maxlength="9" spellcheck="false" autocomplete="off" placeholder="#1a2b3c" aria-label="${says(l10n.t('Color to add'))}">
  <button type="submit">${says(l10n.t('Add Color'))}</button>
</form>
<p class="status" role="status"></p>
<ul class="problems"></ul>
<footer>
  <button id="insert" class="primary" type="button" disabled>${says(l10n.t('Insert into…'))}</button>
  <button id="copy" type="button" disabled>${says(l10n.t('Copy'))}</button>
</footer>`;
}
