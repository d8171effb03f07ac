import { formatColors, normalHex, type PaletteEntry, parseColors } from '@kcolors/codecs/request';
import controls from '../element/controls.css';
import { attachShadow, part } from '../element/shadow.ts';
import { fillTexts, onTexts, say } from '../texts/texts.ts';
import { copyFormats, copyOrAsk, createCopyAs } from './copy.ts';
import { createEditor } from './editor.ts';
import type { PaletteEdit } from './edits.ts';
import { byShare, colorNamer } from './entries.ts';
import style from './kc-palette.css';
import { createMenu } from './menu.ts';
import { bandPiece, emptyNote, paletteMarkup, swatchOf, tellDrags } from './swatches.ts';
import { editOf, LETTERS, menuOf, type PaletteState, saidOf } from './tools.ts';

const DENSE = 36; // minimum number of colors for swatches without text
const SAID_FOR = 1200; // ms that a swatch shows "Copied"

const STEPS: Record<string, (index: number, count: number) => number> = {
  ArrowRight: (index) => index + 1,
  ArrowDown: (index) => index + 1,
  ArrowLeft: (index) => index - 1,
  ArrowUp: (index) => index - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * `<kc-palette>`: the colors of an image with their shares. A click, Enter or Space copies the hex value.
 * Attributes: `colors` (`"#0b1d2a 0.42, #ffffff 0.1"`), `sort` (`share`, `given`), `fixed-colors` (the locked colors) and
 * `editable`. With `editable` each color has a menu to lock, edit and merge it, which fires `kc-edit` with a
 * `PaletteEdit`. `removable` adds an item that removes the color, unless it is the last one.
 * With `draggable-colors` swatches can be dragged: they carry their hex value as text and fire `kc-drag-end`. If the
 * host has set copy formats, a button copies all colors in one of them. Fires a cancelable `kc-copy` with
 * `detail.text` before it copies; a host that cancels it does the copying itself.
 */
export class KcPalette extends HTMLElement {
  static readonly observedAttributes: readonly string[] = [
    'colors',
    'sort',
    'fixed-colors',
    'editable',
    'draggable-colors',
  ];

  readonly #root: ShadowRoot = attachShadow(this, [controls, style], paletteMarkup);
  readonly #swatches: HTMLElement = part(this.#root, '.swatches');
  readonly #menu = createMenu(
    part(this.#root, '.menu.colors'),
    (id) => this.#do(id),
    () => this.#focusCurrent(),
  );
  readonly #editor = createEditor(
    part(this.#root, '.editor'),
    (hex, to) => this.#tell({ kind: 'edit', hex, to }),
    () => this.#focusCurrent(),
    () => say('badHex'),
  );
  readonly #copyAs = createCopyAs(
    this.#root,
    () => this.#shown,
    (message) => this.#say(message),
  );
  #shown: readonly PaletteEntry[] = [];
  #locked: ReadonlySet<string> = new Set();
  #selected: ReadonlySet<string> = new Set();
  #current = 0; // the swatch that is the tab stop
  #forget: readonly (() => void)[] = [];

  constructor() {
    super();
    this.#root.addEventListener('click', (event) => this.#clicked(event as MouseEvent));
    this.#swatches.addEventListener('keydown', (event) => this.#pressed(event));
    this.#swatches.addEventListener('contextmenu', (event) => {
      if (this.#isOn(event.target as Element) && this.#openMenu()) event.preventDefault();
    });
    tellDrags(this.#swatches);
    for (const name of ['pointerover', 'focusin']) {
      this.#swatches.addEventListener(name, (event) => this.#pointedAt(event.target as Element));
    }
  }

  /** The colors and their shares. */
  get colors(): PaletteEntry[] {
    return parseColors(this.getAttribute('colors'));
  }

  set colors(colors: readonly PaletteEntry[]) {
    this.setAttribute('colors', formatColors(colors));
  }

  /** The locked colors. */
  get fixedColors(): string[] {
    return (this.getAttribute('fixed-colors') ?? '').split(',').flatMap((hex) => normalHex(hex) ?? []);
  }

  set fixedColors(hexes: readonly string[]) {
    this.setAttribute('fixed-colors', hexes.join(', '));
  }

  get editable(): boolean {
    return this.hasAttribute('editable');
  }

  set editable(editable: boolean) {
    this.toggleAttribute('editable', editable);
  }

  connectedCallback(): void {
    const draw = () => this.#draw();
    this.#forget = [onTexts(draw), colorNamer.listen(draw), copyFormats.listen(() => this.#copyAs.update())];
    this.#draw();
  }

  disconnectedCallback(): void {
    for (const forget of this.#forget) forget();
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (this.isConnected && before !== after) this.#draw();
  }

  override focus(options?: FocusOptions): void {
    this.#swatch()?.focus(options);
  }

  #swatch(index = this.#current): HTMLElement | undefined {
    return this.#swatches.querySelectorAll<HTMLElement>('.swatch')[index];
  }

  #draw(): void {
    fillTexts(this.#root);
    const focused = this.#root.activeElement?.classList.contains('swatch');
    const hex = this.#shown[this.#current]?.hex;
    this.#shown = this.getAttribute('sort') === 'given' ? this.colors : byShare(this.colors);
    this.#locked = new Set(this.fixedColors);
    const known = this.#shown.filter((color) => this.#selected.has(color.hex));
    this.#selected = new Set(known.map((color) => color.hex));
    this.toggleAttribute('dense', this.#shown.length >= DENSE);
    part(this.#root, '.band').replaceChildren(...this.#shown.map(bandPiece));
    const swatches = this.#shown.map((color) =>
      swatchOf(color, {
        locked: this.#isLocked(color.hex),
        selected: this.#selected.has(color.hex),
        draggable: this.hasAttribute('draggable-colors'),
      }),
    );
    this.#swatches.replaceChildren(...(swatches.length ? swatches : [emptyNote()]));
    part(this.#root, '.reading').textContent = say('colorCount', { count: this.#shown.length });
    part(this.#root, '#keys').textContent = this.editable ? say('colorKeys') : '';
    part(this.#root, '.more').hidden = true;
    this.#copyAs.update();
    this.#drawSelection();
    const same = this.#shown.findIndex((color) => color.hex === hex);
    this.#current = same >= 0 ? same : Math.max(0, Math.min(this.#current, this.#shown.length - 1));
    const current = this.#swatch();
    if (current) current.tabIndex = 0;
    if (focused) current?.focus({ preventScroll: true }); // at the same index, or at the nearest one left
  }

  #drawSelection(): void {
    const count = this.#selected.size;
    const selection = part(this.#root, '.selection');
    selection.hidden = count === 0;
    part(this.#root, '.selection span').textContent = say('selectedCount', { count });
    const merge = part<HTMLButtonElement>(this.#root, '[data-do=merge]');
    merge.textContent = say('mergeSelected', { count });
    merge.hidden = count < 2;
  }

  #isLocked(hex: string): boolean {
    return this.#locked.has(normalHex(hex)!);
  }

  #state(): PaletteState {
    const removable = this.hasAttribute('removable') && this.#shown.length > 1;
    const isLocked = (hex: string) => this.#isLocked(hex);
    return { colors: this.#shown, isLocked, selected: this.#selected, removable };
  }

  /** Makes the swatch at the event target the tab stop. Returns false outside of swatches. */
  #isOn(target: Element): boolean {
    const swatch = target.closest<HTMLElement>('.swatch');
    if (!swatch) return false;
    const old = this.#swatch();
    if (old) old.tabIndex = -1;
    swatch.tabIndex = 0;
    this.#current = [...this.#swatches.children].indexOf(swatch);
    return true;
  }

  /** Returns the focus to the swatch after a menu closes, unless the user moved it elsewhere. */
  #focusCurrent(): void {
    const lost = !document.activeElement || document.activeElement === document.body;
    const popup = this.#root.activeElement?.closest('.popup');
    if (lost || (popup && !popup.matches(':popover-open'))) this.focus();
  }

  #pointedAt(target: Element): void {
    const swatch = target.closest<HTMLElement>('.swatch');
    if (!swatch) return;
    part(this.#root, '.reading').textContent = swatch.title;
    if (!this.editable) return;
    const more = part(this.#root, '.more');
    more.hidden = false;
    more.dataset.of = swatch.dataset.hex;
    more.title = say('moreOf', { hex: swatch.dataset.hex! });
    more.setAttribute('aria-label', more.title);
    more.style.setProperty('--ink', swatch.style.getPropertyValue('--ink'));
    more.style.left = `${swatch.offsetLeft + swatch.offsetWidth}px`;
    more.style.top = `${swatch.offsetTop}px`;
  }

  #clicked(event: MouseEvent): void {
    const target = event.target as Element;
    if (this.#isOn(target)) {
      const selects = this.editable && (event.ctrlKey || event.metaKey || event.shiftKey);
      this.#do(selects ? 'select' : 'copy');
    }
    const more = target.closest<HTMLElement>('.more');
    const of =
      more &&
      [...this.#swatches.children].find((one) => (one as HTMLElement).dataset.hex === more.dataset.of);
    if (of && this.#isOn(of)) this.#openMenu();
    const action = target.closest<HTMLElement>('[data-do]')?.dataset.do;
    if (action) this.#do(action);
  }

  /** The palette is one tab stop. Arrow keys move between swatches. */
  #pressed(event: KeyboardEvent): void {
    if (!this.#isOn(event.target as Element)) return;
    const next = this.#swatch(STEPS[event.key]?.(this.#current, this.#shown.length) ?? -1);
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const letter = plain && this.editable ? LETTERS[event.key.toLowerCase()] : undefined;
    const asksMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
    if (next && this.#isOn(next)) next.focus();
    else if (letter) this.#do(letter);
    else if (event.key === 'Escape' && this.#selected.size) this.#do('clear');
    else if (!(asksMenu && this.#openMenu())) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #openMenu(): boolean {
    const swatch = this.#swatch();
    if (!swatch || !this.editable) return false;
    const hex = swatch.dataset.hex!;
    this.#menu.open(swatch, say('moreOf', { hex }), menuOf(hex, this.#state()));
    return true;
  }

  /** Runs the action of a click, a key or a menu item on the current color. */
  #do(id: string): void {
    const swatch = this.#swatch();
    if (!swatch) return;
    const hex = swatch.dataset.hex!;
    if (id === 'copy') void this.#copy(swatch);
    else if (id === 'edit') this.#editor.open(swatch, hex);
    else if (id === 'select') this.#select(hex);
    else if (id === 'clear') this.#select();
    else {
      const change = editOf(id, hex, this.#state());
      if (change) this.#tell(change);
    }
  }

  /** Toggles a color in the selection. Without a color, clears the selection. */
  #select(hex?: string): void {
    const selected = new Set(hex ? this.#selected : []);
    if (hex && !selected.delete(hex)) selected.add(hex);
    this.#selected = selected;
    this.#draw();
    this.#say(say('selectedCount', { count: selected.size }));
  }

  #tell(change: PaletteEdit): void {
    if (change.kind === 'merge') this.#selected = new Set();
    this.dispatchEvent(new CustomEvent('kc-edit', { detail: change, bubbles: true, composed: true }));
    this.#draw();
    this.#say(saidOf(change));
  }

  #say(message: string): void {
    part(this.#root, '[role=status]').textContent = message;
    part(this.#root, '.reading').textContent = message;
  }

  async #copy(swatch: HTMLElement): Promise<void> {
    const hex = swatch.dataset.hex!;
    const copied = await copyOrAsk(this, { text: hex, hex });
    this.#say(say(copied ? 'copiedColor' : 'notCopiedColor', { hex }));
    const word = swatch.querySelector('.hex')!;
    word.textContent = say(copied ? 'copied' : 'notCopied');
    setTimeout(() => {
      word.textContent = hex;
    }, SAID_FOR);
  }
}
