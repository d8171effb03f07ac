import { CHIPS, LAST_STEP } from './color-steps.ts';

const chips = CHIPS.map(
  (count) => `<button type="button" class="chip" data-colors="${count}">${count}</button>`,
);

const choice = (value: string, text: string) =>
  `<label><input type="radio" name="space" value="${value}"><span data-text="${text}"></span></label>`;

/** The shadow tree of `<kc-options>`. */
export const optionsMarkup: string = `
<div class="options" role="group" data-says="options">
  <fieldset class="color" data-part="colors">
    <legend class="unseen" data-text="colors"></legend>
    <div class="head">
      <label for="count" data-text="colors"></label>
      <span class="aside locked"></span>
      <input id="count" type="number" min="2" max="256" step="1" inputmode="numeric">
    </div>
    <input id="colors" type="range" min="0" max="${LAST_STEP}" step="1" data-says="colorsFewer">
    <div class="chips" role="group" data-says="colorsFewer">${chips.join('')}</div>
  </fieldset>
  <fieldset class="color" data-part="dither">
    <legend class="unseen" data-text="dithering"></legend>
    <div class="head">
      <label for="dither" data-text="dithering"></label>
      <output class="aside" for="dither"></output>
      <button type="button" class="chip" data-off data-text="off"></button>
    </div>
    <input id="dither" type="range" min="0" max="100" step="1">
  </fieldset>
  <fieldset class="color" data-part="space">
    <legend data-text="compareColors"></legend>
    <div class="segments">${choice('srgb', 'spaceStored')}${choice('oklab', 'spaceSeen')}</div>
    <p class="hint" id="hint"></p>
  </fieldset>
  <div class="head" data-part="format">
    <label for="format" data-text="format"></label>
    <select id="format"></select>
  </div>
  <fieldset data-part="quality">
    <legend class="unseen" data-text="quality"></legend>
    <div class="head">
      <label for="quality" data-text="quality"></label>
      <output class="aside" for="quality"></output>
    </div>
    <input id="quality" type="range" min="1" max="100" step="1">
    <p class="hint" data-text="fullColor"></p>
  </fieldset>
</div>`;
