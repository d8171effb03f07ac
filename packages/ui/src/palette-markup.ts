import { editorMarkup } from './palette-editor.ts';

/** The shadow tree of `<kc-palette>`; what edits is left out of sight unless it is editable. */
export const paletteMarkup: string = `
<div class="band" aria-hidden="true"></div>
<div class="field">
  <div class="swatches" role="group" data-says="palette" aria-describedby="keys"></div>
  <button type="button" class="more" tabindex="-1" aria-haspopup="menu" hidden>⋯</button>
</div>
<div class="line">
  <div class="reading" aria-hidden="true"></div>
  <button type="button" class="chip copy-as" aria-haspopup="menu" data-text="copyAs" hidden></button>
  <div class="selection" hidden>
    <span></span>
    <button type="button" class="chip" tabindex="-1" data-do="merge"></button>
    <button type="button" class="chip" tabindex="-1" data-do="clear" data-text="clearSelection"></button>
  </div>
</div>
<div id="keys" hidden></div>
<div class="popup menu colors" role="menu" popover></div>
<div class="popup menu formats" role="menu" popover></div>
<div class="popup editor" role="dialog" data-says="newColor" popover>${editorMarkup}</div>
<div class="unseen" role="status" aria-live="polite"></div>`;
