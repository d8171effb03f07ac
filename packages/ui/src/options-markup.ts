import { CHIPS, LAST_STEP } from './color-steps.ts';

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

/** The shadow tree of `<kc-options>`. What Auto shows in place of the number is as tall: the slider stays where it is. */
export const optionsMarkup: string = `
<div class="options" role="group" data-says="options">
  <fieldset class="color" data-part="colors">
    <legend class="unseen" data-text="colors"></legend>
    <div class="head" role="radiogroup" data-says="chooseBy">
      <span class="title" data-text="colors" aria-hidden="true"></span>
      <span class="aside locked"></span>
      <div class="segments">${choice('by', 'auto', 'byQuality')}${choice('by', 'colors', 'byNumber')}</div>
    </div>
    <div class="segments goals" role="radiogroup" data-says="goal" data-by="auto">${goals.join('')}</div>
    <div class="head" data-by="colors">
      <label for="count" class="plain" data-text="atMost"></label>
      <input id="count" type="number" min="2" max="256" step="1" inputmode="numeric">
    </div>
    <input id="colors" type="range" min="0" max="${LAST_STEP}" step="1" data-says="colorsFewer">
    <p class="hint" id="found" data-by="auto"></p>
    <div class="chips" role="group" data-says="colorsFewer" data-by="colors">${chips.join('')}</div>
    <p class="hint" id="no-auto"></p>
  </fieldset>
  <fieldset class="color" data-part="smaller" data-by="colors">
    <legend class="unseen" data-text="smaller"></legend>
    <div class="head">
      <label for="smaller" data-text="smaller"></label>
      <output class="aside" for="smaller"></output>
    </div>
    <input id="smaller" type="range" min="0" max="100" step="1" aria-describedby="smaller-hint">
    <p class="hint" id="smaller-hint"></p>
  </fieldset>
  <fieldset class="color" data-part="dither" data-by="colors">
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
    <div class="segments">${choice('space', 'oklab', 'spaceSeen')}${choice('space', 'srgb', 'spaceStored')}</div>
    <p class="hint" id="hint"></p>
  </fieldset>
  <div class="head" data-part="format">
    <label for="format" data-text="format"></label>
    <select id="format"></select>
  </div>
  <fieldset data-part="jpeg-quality">
    <legend class="unseen" data-text="quality"></legend>
    <div class="head">
      <label for="jpeg-quality" data-text="quality"></label>
      <output class="aside" for="jpeg-quality"></output>
    </div>
    <input id="jpeg-quality" type="range" min="1" max="100" step="1">
    <p class="hint" data-text="fullColor"></p>
  </fieldset>
</div>`;
