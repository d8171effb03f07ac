import { formatShare, type PaletteEntry, parseHex } from '@kcolors/codecs/request';
import { colorName } from './color-names.ts';
import { readableOn } from './swatch-color.ts';
import { say } from './texts.ts';

/** What a swatch shows beside its color. */
export interface SwatchState {
  readonly locked: boolean;
  readonly selected: boolean;
  /** It can be dragged out of the palette. */
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
  swatch.append(...words.flatMap((each) => [each, ' '])); // read with a space between them
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

/** A swatch that is dragged carries its hex as text; `kc-drag-end` tells where the drag ended. */
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
