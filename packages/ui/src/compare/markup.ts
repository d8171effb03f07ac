/** The views of a comparison, in the order of their buttons, with the names of their texts. */
export const VIEWS = { slider: 'viewSlider', side: 'viewSide', difference: 'viewDifference' } as const;
export type CompareView = keyof typeof VIEWS;

const viewButtons = Object.entries(VIEWS)
  .map(([view, text]) => `<button type="button" data-view="${view}" data-text="${text}"></button>`)
  .join('');

/** The shadow tree of `<kc-compare>`. */
export const compareMarkup: string = `
<div class="all">
<div class="captions"><span data-label="before"></span><span data-label="after"></span></div>
<div class="stage" role="group" part="stage">
  <div class="pane before"><div class="picture"><slot name="before"></slot></div></div>
  <div class="pane after"><div class="picture"><slot name="after"></slot></div></div>
  <div class="pane difference"><div class="picture"><canvas role="img"></canvas></div></div>
  <div class="divider" role="slider" tabindex="0" aria-valuemin="0" aria-valuemax="100" aria-orientation="horizontal">
    <div class="grip"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5"/></svg></div>
  </div>
</div>
<div class="bar">
  <div class="group" role="group" data-says="view">${viewButtons}</div>
  <div class="group" role="group" data-says="zoom">
    <button type="button" data-zoom="out" data-says="zoomOut">−</button>
    <output class="scale" data-says="zoomLevel"></output>
    <button type="button" data-zoom="in" data-says="zoomIn">+</button>
    <button type="button" data-zoom="fit" data-text="zoomFit"></button>
  </div>
</div>
</div>`;
