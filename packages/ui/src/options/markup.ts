import { CHIPS, LAST_STEP } from './view.ts';

const chips = CHIPS.map(
  (count) => `<button type="button" class="chip" data-colors="${count}">${count}</button>`,
);

const choice = (name: string, value: string, text: string) =>
  `<label><input type="radio" name="${name}" value="${value}"><span data-text="${text}"></span></label>`;

const goals = [
  choice('goal', 'lossless-look', 'goalSame'),
  choice('goal', 'good', 'goalGood'),
  choice('goal', 'small', 'goalSmall'),
];

/**
 * The shadow tree of `<kc-options>`. `data-for` names the modes that show a part. `number` and `jpeg`: the user sets
 * the number of colors or the JPEG quality. `found` and `full`: Auto finds them. `auto`: both `found` and `full`.
 * The Auto parts are as tall as the number parts, so that the slider does not move. Chromium ends a slider drag when
 * a child of its fieldset appears or disappears, so such children have a wrapper.
 */
export const optionsMarkup: string = `
<div class="options" role="group" data-says="options">
  <fieldset data-part="colors">
    <legend class="unseen title"></legend>
    <div class="parts">
      <div class="head" role="radiogroup" data-says="chooseBy">
        <span class="title" aria-hidden="true"></span>
        <span class="aside locked"></span>
        <div class="segments">${choice('by', 'auto', 'byQuality')}${choice('by', 'colors', 'byNumber')}</div>
      </div>
      <div class="segments goals" role="radiogroup" data-says="goal" data-for="auto">${goals.join('')}</div>
      <div class="head" data-for="number">
        <label for="count" class="plain" data-text="atMost"></label>
        <input id="count" type="number" min="2" max="256" step="1" inputmode="numeric">
      </div>
      <input id="colors" type="range" min="0" max="${LAST_STEP}" step="1" data-says="colorsFewer" data-for="number found">
      <p class="hint" id="found" data-for="found"></p>
      <div class="chips" role="group" data-says="colorsFewer" data-for="number">${chips.join('')}</div>
      <p class="hint" id="no-auto"></p>
      <div class="head" data-for="jpeg">
        <label for="jpeg-quality" class="plain" data-text="jpegQuality"></label>
        <output class="aside" for="jpeg-quality"></output>
      </div>
      <input id="jpeg-quality" type="range" min="1" max="100" step="1" data-for="jpeg">
      <p class="hint" data-text="fullColor" data-for="jpeg full"></p>
    </div>
  </fieldset>
  <fieldset data-part="rate" data-for="number">
    <legend class="unseen" data-text="rate"></legend>
    <div class="head">
      <label for="rate" data-text="rate"></label>
      <output class="aside" for="rate"></output>
    </div>
    <input id="rate" type="range" min="0" max="100" step="1" aria-describedby="rate-hint">
    <p class="hint" id="rate-hint"></p>
  </fieldset>
  <fieldset data-part="dither" data-for="number">
    <legend class="unseen" data-text="dithering"></legend>
    <div class="head">
      <label for="dither" data-text="dithering"></label>
      <output class="aside" for="dither"></output>
      <button type="button" class="chip" data-off data-text="off"></button>
    </div>
    <input id="dither" type="range" min="0" max="100" step="1">
  </fieldset>
  <fieldset data-part="space" data-for="number found">
    <legend data-text="compareColors"></legend>
    <div class="segments">${choice('space', 'oklab', 'spaceSeen')}${choice('space', 'srgb', 'spaceStored')}</div>
    <p class="hint" id="hint"></p>
  </fieldset>
  <div class="head" data-part="format">
    <label for="format" data-text="format"></label>
    <select id="format"></select>
  </div>
</div>`;
