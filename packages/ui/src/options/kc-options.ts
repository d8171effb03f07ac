import {
  type CompressRequest,
  DEFAULT_REQUEST,
  isFullColor,
  type PresetName,
  sameRequest,
  withColors,
} from '@kcolors/codecs/request';
import controls from '../element/controls.css';
import { attachShadow, part } from '../element/shadow.ts';
import { onTexts } from '../texts/texts.ts';
import style from './kc-options.css';
import { optionsMarkup } from './markup.ts';
import { colorsAtStep, showOptions } from './view.ts';

const OFFERED: readonly CompressRequest['format'][] = ['keep', 'smallest', 'png', 'webp', 'gif', 'jpeg'];
const SETTLES_AFTER = 200; // ms after the last key press

/**
 * The detail of `kc-request`: the request, and whether the user has finished the change (false while a slider is
 * dragged).
 */
export interface RequestDetail {
  readonly request: CompressRequest;
  readonly resting: boolean;
}

/** State of the user's input: dragging, finished, or typing, which finishes after a pause. */
type Hand = 'moves' | 'rests' | 'types';

/**
 * `<kc-options>`: the options of a compression. Properties: `request`, `source` (format of the original), `formats`
 * (the offered formats) and `found` (number of colors that Auto found). Fires `kc-request` with `detail: { request,
 * resting }`.
 */
export class KcOptions extends HTMLElement {
  static readonly observedAttributes: readonly string[] = ['source', 'disabled'];

  readonly #root: ShadowRoot = attachShadow(this, [controls, style], optionsMarkup);
  #request: CompressRequest = DEFAULT_REQUEST;
  #formats: readonly CompressRequest['format'][] = OFFERED;
  #found = 0;
  #missed = false;
  #noAuto = '';
  #dithered = DEFAULT_REQUEST.dither; // strength that "Off" restores
  #goal: PresetName = 'good'; // quality that Auto restores
  #dragging = false;
  #unsettled = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #forgetTexts: (() => void) | undefined;

  constructor() {
    super();
    this.#root.addEventListener('pointerdown', (event) => this.#grabbed(event.target as Element));
    this.#root.addEventListener('input', (event) => this.#moved(event.target as HTMLInputElement));
    this.#root.addEventListener('change', (event) => this.#changed(event.target as HTMLInputElement));
    this.#root.addEventListener('click', (event) => this.#clicked(event.target as Element));
  }

  /** The current request. Setting it fires no event. */
  get request(): CompressRequest {
    return this.#request;
  }

  set request(request: CompressRequest) {
    this.#request = { ...DEFAULT_REQUEST, ...request };
    const { dither, quality } = this.#request;
    if (dither > 0) this.#dithered = dither;
    if (quality !== 'colors') this.#goal = quality;
    this.#show();
  }

  /** Format of the original, which "Keep format" refers to. */
  get source(): string {
    return this.getAttribute('source') ?? '';
  }

  set source(source: string) {
    this.setAttribute('source', source);
  }

  /** The offered formats, in order. */
  get formats(): readonly CompressRequest['format'][] {
    return this.#formats;
  }

  set formats(formats: readonly CompressRequest['format'][]) {
    this.#formats = formats;
    this.#show();
  }

  /** Whether all options are disabled. */
  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }

  set disabled(disabled: boolean) {
    this.toggleAttribute('disabled', disabled);
  }

  /** Number of colors of the shown result; 0 while unknown. */
  get found(): number {
    return this.#found;
  }

  set found(found: number) {
    this.#found = found;
    this.#show();
  }

  /** Whether the maximum number of colors misses the target quality. */
  get missed(): boolean {
    return this.#missed;
  }

  set missed(missed: boolean) {
    this.#missed = missed;
    this.#show();
  }

  /** Reason why Auto is not offered; empty if it is offered. */
  get noAuto(): string {
    return this.#noAuto;
  }

  set noAuto(reason: string) {
    this.#noAuto = reason;
    this.#show();
  }

  connectedCallback(): void {
    this.#forgetTexts = onTexts(() => this.#show());
    this.#show();
  }

  disconnectedCallback(): void {
    this.#forgetTexts?.();
    clearTimeout(this.#timer);
  }

  attributeChangedCallback(): void {
    this.#show();
  }

  override focus(options?: FocusOptions): void {
    const full = isFullColor(this.#request.format, this.source);
    const byNumber = this.#request.quality === 'colors';
    const first = !full ? '#colors' : byNumber ? '#jpeg-quality' : '[name=goal]:checked';
    part(this.#root, first).focus(options);
  }

  #input(id: string): HTMLInputElement {
    return part(this.#root, `#${id}`);
  }

  #show(): void {
    showOptions(this.#root, {
      request: this.#request,
      source: this.source,
      formats: this.#formats,
      found: this.#found,
      missed: this.#missed,
      noAuto: this.#noAuto,
      disabled: this.disabled,
    });
  }

  #grabbed(target: Element): void {
    if (!(target instanceof HTMLInputElement) || target.type !== 'range') return;
    this.#dragging = true;
    const release = () =>
      setTimeout(() => {
        this.#dragging = false;
        if (this.#unsettled) this.#tell('rests');
      });
    window.addEventListener('pointerup', release, { once: true });
    window.addEventListener('pointercancel', release, { once: true });
  }

  /**
   * Handles each input event of a slider or the field. Changing the number of colors switches to a request by number.
   */
  #moved({ id, value, valueAsNumber }: HTMLInputElement): void {
    const hand = this.#dragging ? 'moves' : 'types';
    if (id === 'colors') this.#ask(withColors(this.#request, colorsAtStep(Number(value))), hand);
    if (id === 'rate' || id === 'dither') this.#ask({ ...this.#request, [id]: Number(value) / 100 }, hand);
    if (id === 'jpeg-quality') this.#ask({ ...this.#request, jpegQuality: Number(value) }, hand);
    const typed = id === 'count' && withColors(this.#request, valueAsNumber);
    if (typed && typed.colors === valueAsNumber) this.#ask(typed, 'types');
  }

  #changed({ id, name, value, valueAsNumber }: HTMLInputElement): void {
    if (name === 'by' && value === 'auto') this.#ask({ ...this.#request, quality: this.#goal }, 'types');
    // Start from the number of colors that Auto found.
    if (name === 'by' && value === 'colors') {
      this.#ask(withColors(this.#request, this.#found || this.#request.colors), 'types');
    }
    if (name === 'goal') this.#ask({ ...this.#request, quality: value as PresetName }, 'types');
    if (name === 'space') this.#ask({ ...this.#request, space: value as CompressRequest['space'] }, 'types');
    if (id === 'format') this.#ask({ ...this.#request, format: value as CompressRequest['format'] }, 'types');
    if (id !== 'count') return;
    const typed = withColors(this.#request, valueAsNumber);
    this.#input('count').value = String(typed.colors);
    if (this.#unsettled || !sameRequest(typed, this.#request)) this.#ask(typed, 'rests');
  }

  #clicked(target: Element): void {
    const { colors, off } = target.closest<HTMLElement>('.chip')?.dataset ?? {};
    if (colors) this.#ask(withColors(this.#request, Number(colors)), 'rests');
    if (off === undefined) return;
    this.#ask({ ...this.#request, dither: this.#request.dither === 0 ? this.#dithered : 0 }, 'rests');
  }

  #ask(request: CompressRequest, hand: Hand): void {
    if (request.quality !== 'colors' && request.quality !== this.#request.quality) this.#found = 0;
    this.request = request;
    this.#tell(hand);
  }

  #tell(hand: Hand): void {
    clearTimeout(this.#timer);
    this.#unsettled = hand !== 'rests';
    const detail: RequestDetail = { request: this.#request, resting: hand === 'rests' };
    this.dispatchEvent(new CustomEvent('kc-request', { detail, bubbles: true, composed: true }));
    if (hand === 'types') this.#timer = setTimeout(() => this.#tell('rests'), SETTLES_AFTER);
  }
}
