import { copyText } from './copy-text.ts';
import style from './kc-palette.css';
import { byShare, formatColors, formatShare, type PaletteColor, parseColors } from './palette-entries.ts';
import { attachShadow, part } from './shadow.ts';
import { parseHex, readableOn } from './swatch-color.ts';

const DENSE = 36; // from so many colors on, swatches are squares without words
const SAID_FOR = 1200; // ms that a swatch says "Copied"

const markup = `
<div class="band" aria-hidden="true"></div>
<div class="swatches" role="group" aria-label="Palette"></div>
<div class="reading" aria-hidden="true"></div>
<div class="unseen" role="status" aria-live="polite"></div>`;

const STEPS: Record<string, (index: number, count: number) => number> = {
  ArrowRight: (index) => index + 1,
  ArrowDown: (index) => index + 1,
  ArrowLeft: (index) => index - 1,
  ArrowUp: (index) => index - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * `<kc-palette>`: the colors of a picture with their shares. A click, Enter or Space copies the hex.
 * Attributes: `colors` (`"#0b1d2a 0.42, #ffffff 0.1"`), `sort` (`share`, `given`).
 * Fires a cancelable `kc-copy` with `detail.hex` first; a host that cancels it does the copying itself.
 */
export class KcPalette extends HTMLElement {
  static readonly observedAttributes: readonly string[] = ['colors', 'sort'];

  readonly #root: ShadowRoot = attachShadow(this, style, markup);

  constructor() {
    super();
    const swatches = part(this.#root, '.swatches');
    swatches.addEventListener('click', (event) => {
      const swatch = (event.target as Element).closest<HTMLElement>('.swatch');
      if (swatch) void this.#copy(swatch);
    });
    swatches.addEventListener('keydown', (event) => this.#pressed(event));
    for (const name of ['pointerover', 'focusin']) {
      swatches.addEventListener(name, (event) => {
        const swatch = (event.target as Element).closest('.swatch');
        if (swatch) part(this.#root, '.reading').textContent = swatch.getAttribute('title');
      });
    }
  }

  /** The colors and their shares. */
  get colors(): PaletteColor[] {
    return parseColors(this.getAttribute('colors'));
  }

  set colors(colors: readonly PaletteColor[]) {
    this.setAttribute('colors', formatColors(colors));
  }

  connectedCallback(): void {
    this.#draw();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#draw();
  }

  #draw(): void {
    const colors = this.getAttribute('sort') === 'given' ? this.colors : byShare(this.colors);
    this.toggleAttribute('dense', colors.length >= DENSE);
    part(this.#root, '.band').replaceChildren(...colors.map(bandPiece));
    part(this.#root, '.swatches').replaceChildren(...(colors.length ? colors.map(swatchOf) : [emptyNote()]));
    part(this.#root, '.reading').textContent = `${colors.length} colors`;
  }

  /** One tab stop for the whole palette; arrow keys go from swatch to swatch. */
  #pressed(event: KeyboardEvent): void {
    const swatches = [...this.#root.querySelectorAll<HTMLElement>('.swatch')];
    const from = swatches.indexOf(event.target as HTMLElement);
    const next = STEPS[event.key]?.(from, swatches.length);
    if (next === undefined || !swatches[next]) return;
    event.preventDefault();
    swatches[from]!.tabIndex = -1;
    swatches[next].tabIndex = 0;
    swatches[next].focus();
  }

  async #copy(swatch: HTMLElement): Promise<void> {
    const hex = swatch.dataset.hex!;
    const asked = new CustomEvent('kc-copy', {
      detail: { hex },
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    const copied = !this.dispatchEvent(asked) || (await copyText(hex));
    const message = copied ? `Copied ${hex}` : `Could not copy ${hex}`;
    part(this.#root, '[role=status]').textContent = message;
    part(this.#root, '.reading').textContent = message;
    const word = swatch.querySelector('.hex')!;
    word.textContent = copied ? 'Copied' : 'Not copied';
    setTimeout(() => {
      word.textContent = hex;
    }, SAID_FOR);
  }
}

function bandPiece({ hex, share }: PaletteColor): HTMLElement {
  const piece = document.createElement('i');
  piece.style.setProperty('--color', hex);
  piece.style.setProperty('--share', String(share));
  return piece;
}

function swatchOf({ hex, share }: PaletteColor, index: number): HTMLElement {
  const swatch = document.createElement('button');
  swatch.type = 'button';
  swatch.className = 'swatch';
  swatch.tabIndex = index === 0 ? 0 : -1;
  swatch.dataset.hex = hex;
  swatch.title = `${hex}, ${formatShare(share)}`;
  swatch.setAttribute('aria-label', `Copy ${hex}, ${formatShare(share)}`);
  swatch.style.setProperty('--color', hex);
  swatch.style.setProperty('--ink', readableOn(parseHex(hex)!));
  swatch.append(word('hex', hex), word('share', formatShare(share)));
  return swatch;
}

function word(className: string, text: string): HTMLElement {
  const span = document.createElement('span');
  span.className = className;
  span.textContent = text;
  return span;
}

function emptyNote(): HTMLElement {
  const note = document.createElement('p');
  note.className = 'empty';
  note.textContent = 'No palette: the picture is in full color.';
  return note;
}
