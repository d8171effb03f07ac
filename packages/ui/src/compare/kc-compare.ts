import { attachShadow, part } from '../element/shadow.ts';
import { fillTexts, onTexts, say } from '../texts/texts.ts';
import {
  clampPosition,
  dividerAfterKey,
  dividerUnderPointer,
  listenToGestures,
  panOfKey,
} from './gestures.ts';
import style from './kc-compare.css';
import { type CompareView, compareMarkup, VIEWS } from './markup.ts';
import { type Drawable, drawDifference, isDrawable, pictureSizeOf, sizeOf } from './pictures.ts';
import {
  fit,
  fitScale,
  formatScale,
  nextScale,
  type Point,
  place,
  type Size,
  type View,
  viewOfState,
  type ZoomState,
  zoomStateOf,
  zoomTo,
} from './viewport.ts';

const DEFAULT_LABELS = { before: 'original', after: 'result' } as const;
const LOOK = 4; // scale after a double click: large enough to see pixels
const MIN_WIDTH = 340; // CSS pixels, room for the controls
const MAX_HEIGHT = 0.72; // share of the window height

/**
 * `<kc-compare>`: compares an original and its result, with a divider to drag, side by side, or as their difference.
 * Slots: `before` and `after`, each with an `<img>` or `<canvas>`. Attributes: `view` (`slider`, `side`,
 * `difference`), `position` (0 to 100), `before-label`, `after-label`, and `fill` to take the height that the host
 * sets. Fires `kc-view` after the view, the divider or the zoom changes.
 */
export class KcCompare extends HTMLElement {
  static readonly observedAttributes: readonly string[] = [
    'view',
    'position',
    'before-label',
    'after-label',
    'fill',
  ];

  readonly #root: ShadowRoot = attachShadow(this, style, compareMarkup);
  readonly #stage: HTMLElement = part(this.#root, '.stage');
  readonly #divider: HTMLElement = part(this.#root, '.divider');
  readonly #resize = new ResizeObserver(() => this.#layOut());
  #view: View = { scale: 1, x: 0, y: 0 };
  #fitted = true; // fits the frame until the user zooms
  #wanted: ZoomState | undefined; // zoom to apply once there is an image
  #forgetTexts: (() => void) | undefined;

  constructor() {
    super();
    listenToGestures(this.#stage, this.#divider, {
      pans: () => !this.#fitted || this.view !== 'slider',
      moveDivider: ({ x }) => {
        this.position = dividerUnderPointer(x, 0, this.#stage.clientWidth);
      },
      pan: (by) => this.#pan(by),
      zoom: (steps, at) => this.#zoom(this.#view.scale * 2 ** steps, this.#inPane(at)),
      toggleZoom: (at) => (this.#fitted ? this.#zoom(LOOK, this.#inPane(at)) : this.fit()),
    });
    this.#root.addEventListener('click', (event) => this.#clicked(event.target as Element));
    this.#root.addEventListener('keydown', (event) => this.#pressed(event as KeyboardEvent));
    this.#root.addEventListener('slotchange', () => this.#layOut());
    this.addEventListener('load', () => this.#layOut(), true); // from a slotted image
  }

  /** The view of the comparison. */
  get view(): CompareView {
    const view = this.getAttribute('view') ?? '';
    return view in VIEWS ? (view as CompareView) : 'slider';
  }

  set view(view: CompareView) {
    this.setAttribute('view', view);
  }

  /** Position of the divider: percent of the width that shows the original. */
  get position(): number {
    return clampPosition(Number.parseFloat(this.getAttribute('position') ?? '50'));
  }

  set position(position: number) {
    this.setAttribute('position', String(Number(clampPosition(position).toFixed(2))));
  }

  /** Scale and center of the zoom; undefined while the whole image is visible. */
  get zoom(): ZoomState | undefined {
    if (this.#wanted) return this.#wanted;
    return this.#fitted ? undefined : zoomStateOf(this.#view, this.#picture(), this.#frame());
  }

  set zoom(zoom: ZoomState | undefined) {
    this.#wanted = zoom;
    this.#fitted = !zoom;
    this.#layOut();
  }

  connectedCallback(): void {
    if (!this.hasAttribute('view')) this.view = 'slider';
    this.#resize.observe(this);
    this.#forgetTexts = onTexts(() => this.#describe());
    this.#describe();
    this.#layOut();
  }

  disconnectedCallback(): void {
    this.#resize.disconnect();
    this.#forgetTexts?.();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after) return;
    // A divider that is hidden while focused loses the focus, and key presses would be lost.
    if (name === 'view' && this.#root.activeElement === this.#divider) this.focus({ preventScroll: true });
    if (name === 'view' || name === 'fill') this.#layOut();
    this.#describe();
    if (name === 'view' || name === 'position') this.#tell();
  }

  /** Zooms out to the whole image. */
  fit(): void {
    this.#fitted = true;
    this.#layOut();
    this.#tell();
  }

  /** Zooms in (1) or out (−1) by one step around the center. */
  step(direction: 1 | -1): void {
    const { width, height } = this.#frame();
    this.#zoom(nextScale(this.#view.scale, direction), { x: width / 2, y: height / 2 });
  }

  override focus(options?: FocusOptions): void {
    const slider = this.view === 'slider' ? this.#divider : undefined;
    (slider ?? part(this.#root, `[data-view=${this.view}]`)).focus(options);
  }

  /** Updates the layout, for instance after a canvas was redrawn. */
  refresh(): void {
    this.#layOut();
  }

  #tell(): void {
    if (this.isConnected) this.dispatchEvent(new CustomEvent('kc-view', { bubbles: true, composed: true }));
  }

  /** Updates captions, slider values and pressed buttons. */
  #describe(): void {
    fillTexts(this.#root);
    const label = (side: 'before' | 'after') =>
      this.getAttribute(`${side}-label`) ?? say(DEFAULT_LABELS[side]);
    const [before, after] = [label('before'), label('after')];
    const isDifference = this.view === 'difference';
    part(this.#root, '[data-label=before]').textContent = isDifference ? say('differenceCaption') : before;
    part(this.#root, '[data-label=after]').textContent = isDifference ? '' : after;
    part(this.#root, '.difference canvas').setAttribute('aria-label', say('differenceOf', { before, after }));
    this.#stage.setAttribute('aria-label', say('bothPictures', { before, after }));
    const position = Math.round(this.position);
    this.style.setProperty('--position', `${this.position}%`);
    this.#divider.setAttribute('aria-label', say('divider', { before, after }));
    this.#divider.setAttribute('aria-valuenow', String(position));
    const shown = say('dividerAt', { left: position, before, right: 100 - position, after });
    this.#divider.setAttribute('aria-valuetext', shown);
    for (const button of this.#root.querySelectorAll<HTMLElement>('[data-view]')) {
      button.setAttribute('aria-pressed', String(button.dataset.view === this.view));
    }
  }

  #source(side: 'before' | 'after'): Drawable | undefined {
    const found = part<HTMLSlotElement>(this.#root, `slot[name=${side}]`).assignedElements()[0];
    return isDrawable(found) ? found : undefined;
  }

  #picture(): Size {
    const source = this.#source('before') ?? this.#source('after');
    return source ? pictureSizeOf(source) : { width: 0, height: 0 };
  }

  /** Size of the pane that shows one image. */
  #frame(): Size {
    const pane = part(this.#root, this.view === 'difference' ? '.difference' : '.before');
    return { width: pane.clientWidth, height: pane.clientHeight };
  }

  #inPane({ x, y }: Point): Point {
    const { width, height } = this.#frame();
    return { x: width ? x % width : x, y: height ? y % height : y };
  }

  #layOut(): void {
    const picture = this.#picture();
    if (!this.isConnected || picture.width === 0) return;
    if (!this.hasAttribute('fill')) this.#limitSize(picture);
    this.#stage.style.setProperty('--picture-width', `${picture.width}px`);
    this.#stage.style.setProperty('--picture-height', `${picture.height}px`);
    const frame = this.#frame();
    if (frame.width === 0 || frame.height === 0) return; // not shown
    const wanted = this.#wanted;
    this.#wanted = undefined;
    if (wanted) this.#show(viewOfState(wanted, picture, frame));
    else this.#show(this.#fitted ? fit(picture, frame) : place(this.#view, picture, frame));
    if (this.view === 'difference') this.#drawDifference();
  }

  /** Limits the width and height of the element, so that controls stay near a small image. */
  #limitSize(picture: Size): void {
    const tiny = Math.min(8, Math.max(1, Math.floor(MIN_WIDTH / picture.width)));
    const maxWidth = Math.max(MIN_WIDTH, picture.width * tiny) * (this.view === 'side' ? 2 : 1);
    part(this.#root, '.all').style.setProperty('--max-width', `${maxWidth}px`);
    const room = { width: this.#frame().width, height: Math.max(200, window.innerHeight * MAX_HEIGHT) };
    const height = Math.max(120, Math.round(picture.height * fitScale(picture, room)));
    this.#stage.style.setProperty('--height', `${height}px`);
  }

  #drawDifference(): void {
    const [before, after] = [this.#source('before'), this.#source('after')];
    if (!before || !after || sizeOf(after).width === 0) return;
    drawDifference(part<HTMLCanvasElement>(this.#root, '.difference canvas'), before, after);
  }

  #show(view: View): void {
    this.#view = view;
    const { style: at } = this.#stage;
    at.setProperty('--scale', String(view.scale));
    at.setProperty('--x', `${view.x}px`);
    at.setProperty('--y', `${view.y}px`);
    this.toggleAttribute('zoomed', !this.#fitted);
    this.toggleAttribute('pixelated', view.scale >= 2);
    this.#stage.tabIndex = this.#fitted ? -1 : 0; // a tab stop only while arrow keys can pan
    part(this.#root, '.scale').textContent = formatScale(view.scale);
    part<HTMLButtonElement>(this.#root, '[data-zoom=out]').disabled = this.#fitted;
    part<HTMLButtonElement>(this.#root, '[data-zoom=fit]').disabled = this.#fitted;
    part<HTMLButtonElement>(this.#root, '[data-zoom=in]').disabled = view.scale >= 32;
    if (this.#root.activeElement?.matches(':disabled')) this.#stage.focus({ preventScroll: true }); // keeps key presses working
  }

  #zoom(scale: number, at: Point): void {
    const [picture, frame] = [this.#picture(), this.#frame()];
    const minScale = fitScale(picture, frame);
    this.#fitted = scale <= minScale * 1.001;
    this.#show(this.#fitted ? fit(picture, frame) : zoomTo(this.#view, scale, at, picture, frame));
    this.#tell();
  }

  #pan({ x, y }: Point): void {
    const moved = { ...this.#view, x: this.#view.x + x, y: this.#view.y + y };
    this.#show(place(moved, this.#picture(), this.#frame()));
    this.#tell();
  }

  #clicked(target: Element): void {
    const button = target.closest<HTMLElement>('button');
    if (button?.dataset.view) this.view = button.dataset.view as CompareView;
    if (button?.dataset.zoom === 'in') this.step(1);
    if (button?.dataset.zoom === 'out') this.step(-1);
    if (button?.dataset.zoom === 'fit') this.fit();
  }

  #pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onDivider = event.target === this.#divider;
    const position = onDivider && !event.shiftKey ? dividerAfterKey(event.key, this.position) : undefined;
    const pan = onDivider && !event.shiftKey ? undefined : panOfKey(event.key);
    if (position !== undefined) this.position = position;
    else if (pan && !this.#fitted) this.#pan(pan);
    else if (event.key === '+' || event.key === '=') this.step(1);
    else if (event.key === '-') this.step(-1);
    else if (event.key === '0') this.fit();
    else return;
    event.preventDefault();
  }
}
