import { formatShare, type PaletteEntry, parseHex } from '@kcolors/codecs/request';
import { say } from '../texts/texts.ts';
import { readableOn } from './color.ts';
import { editorMarkup } from './editor.ts';
import { colorName } from './entries.ts';

/** The shadow tree of `<kc-palette>`. Parts for editing are hidden unless it is editable. */
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

/** The state of a swatch besides its color. */
export interface SwatchState {
  readonly locked: boolean;
  readonly selected: boolean;
  /** Whether the swatch can be dragged out of the palette. */
  readonly draggable: boolean;
}

const LOCK = `<svg class="lock" viewBox="0 0 16 16" aria-hidden="true"><path d="M5 7V5a3 3 0 0 1 6 0v2"/><rect x="3.5" y="7" width="9" height="6.5" rx="1.5"/></svg>`;

export function bandPiece({ hex, share }: PaletteEntry): HTMLElement {
  const piece = document.createElement('i');
  piece.style.setProperty('--color', hex);
  piece.style.setProperty('--share', String(share));
  return piece;
}

export function swatchOf(
  { hex, share }: PaletteEntry,
  { locked, selected, draggable }: SwatchState,
): HTMLElement {
  const swatch = document.createElement('button');
  swatch.type = 'button';
  swatch.className = 'swatch';
  swatch.tabIndex = -1;
  swatch.draggable = draggable;
  swatch.dataset.hex = hex;
  const called = colorName(hex);
  let name = say('copyColor', { hex, share: formatShare(share) });
  if (called) name = say('colorCalled', { color: name, name: called });
  if (locked) name = say('colorLocked', { color: name });
  if (selected) name = say('colorSelected', { color: name });
  swatch.title = [called, hex, formatShare(share)].filter(Boolean).join(', ');
  swatch.setAttribute('aria-label', name);
  swatch.classList.toggle('locked', locked);
  swatch.classList.toggle('selected', selected);
  swatch.style.setProperty('--color', hex);
  swatch.style.setProperty('--ink', readableOn(parseHex(hex)!));
  if (locked) swatch.innerHTML = LOCK;
  const words = [
    word('hex', hex),
    word('share', formatShare(share)),
    ...(called ? [word('name', called)] : []),
  ];
  swatch.append(...words.flatMap((each) => [each, ' '])); // spaces separate the words for screen readers
  return swatch;
}

function word(className: string, text: string): HTMLElement {
  const span = document.createElement('span');
  span.className = className;
  span.textContent = text;
  return span;
}

export function emptyNote(): HTMLElement {
  const note = document.createElement('p');
  note.className = 'empty';
  note.textContent = say('noPalette');
  return note;
}

/** Puts the hex value on a dragged swatch as text, and fires `kc-drag-end` with the position where the drag ended. */
export function tellDrags(swatches: HTMLElement): void {
  swatches.addEventListener('dragstart', ({ target, dataTransfer }) =>
    dataTransfer?.setData('text/plain', (target as HTMLElement).dataset.hex ?? ''),
  );
  swatches.addEventListener('dragend', ({ target, clientX, clientY, view }) => {
    const { hex } = (target as HTMLElement).dataset;
    const detail = { hex, clientX, clientY, isOutside: view !== null && view.length === 0 };
    swatches.dispatchEvent(new CustomEvent('kc-drag-end', { detail, bubbles: true, composed: true }));
  });
}
