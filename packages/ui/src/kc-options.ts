import { colorsAtStep, stepOfColors } from './color-steps.ts';
import controls from './controls.css';
import style from './kc-options.css';
import { optionsMarkup } from './options-markup.ts';
import {
  DEFAULT_REQUEST,
  isFullColor,
  type RequestDetail,
  type StudioFormat,
  type StudioRequest,
  type StudioSpace,
  sameRequest,
  withColors,
} from './request.ts';
import { attachShadow, part } from './shadow.ts';
import { fillTexts, onTexts, say, type Texts } from './texts.ts';

const FORMATS = {
  keep: 'formatKeep',
  auto: 'formatAuto',
  png: 'PNG',
  webp: 'WebP',
  gif: 'GIF',
  jpeg: 'JPEG',
} as const satisfies Record<StudioFormat, keyof Texts | 'PNG' | 'WebP' | 'GIF' | 'JPEG'>;
const OFFERED: readonly StudioFormat[] = ['keep', 'png', 'webp', 'gif', 'jpeg'];
const SETTLES_AFTER = 200; // ms after the last key
const USUAL_DITHER = 0.5;

/** Whether the hand still moves, has let go, or types: then it rests a moment later. */
type Hand = 'moves' | 'rests' | 'types';

/**
 * `<kc-options>`: what is asked for. Property `request`; `source` says the format of the original, and `formats`
 * which ones are offered. Fires `kc-request` with `detail: { request, resting }`.
 */
export class KcOptions extends HTMLElement {
  static readonly observedAttributes: readonly string[] = ['source'];

  readonly #root: ShadowRoot = attachShadow(this, [controls, style], optionsMarkup);
  #request: StudioRequest = DEFAULT_REQUEST;
  #formats: readonly StudioFormat[] = OFFERED;
  #dithered = USUAL_DITHER; // what "Off" goes back to
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

  /** What is asked for. Setting it fires nothing. */
  get request(): StudioRequest {
    return this.#request;
  }

  set request(request: StudioRequest) {
    this.#request = { ...DEFAULT_REQUEST, ...request };
    if (request.dither > 0) this.#dithered = request.dither;
    this.#show();
  }

  /** Format of the original: what "As it is" means. */
  get source(): string {
    return this.getAttribute('source') ?? '';
  }

  set source(source: string) {
    this.setAttribute('source', source);
  }

  /** The formats that are offered, in their order. */
  get formats(): readonly StudioFormat[] {
    return this.#formats;
  }

  set formats(formats: readonly StudioFormat[]) {
    this.#formats = formats;
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
    this.#input(full ? 'quality' : 'colors').focus(options);
  }

  #input(id: string): HTMLInputElement {
    return part(this.#root, `#${id}`);
  }

  #show(): void {
    fillTexts(this.#root);
    const { colors, dither, space, format, quality, pinned } = this.#request;
    const full = isFullColor(format, this.source);
    for (const group of this.#root.querySelectorAll<HTMLFieldSetElement>('.color')) group.disabled = full;
    part(this.#root, '[data-part=quality]').hidden = !full;
    this.#slide('colors', stepOfColors(colors), say('colorCount', { count: colors }));
    if (this.#root.activeElement?.id !== 'count') this.#input('count').value = String(colors);
    this.#input('count').min = String(Math.max(2, pinned.length));
    part(this.#root, '.locked').textContent = pinned.length
      ? say('lockedCount', { count: pinned.length })
      : '';
    for (const chip of this.#root.querySelectorAll<HTMLButtonElement>('[data-colors]')) {
      chip.setAttribute('aria-pressed', String(Number(chip.dataset.colors) === colors));
      chip.disabled = Number(chip.dataset.colors) < pinned.length;
    }
    const strength = Math.round(dither * 100);
    const asText = (value: number) => say('percent', { value });
    this.#slide('dither', strength, asText(strength));
    part(this.#root, '[data-part=dither] output').textContent = asText(strength);
    part(this.#root, '[data-off]').setAttribute('aria-pressed', String(strength === 0));
    for (const radio of this.#root.querySelectorAll<HTMLInputElement>('[name=space]')) {
      radio.checked = radio.value === space;
    }
    part(this.#root, '#hint').textContent = say(space === 'srgb' ? 'spaceStoredHint' : 'spaceSeenHint');
    this.#offer(format);
    this.#slide('quality', quality, String(quality));
    part(this.#root, '[data-part=quality] output').textContent = String(quality);
  }

  /** Puts a slider somewhere, and fills its track up to there. */
  #slide(id: string, value: number, text: string): void {
    const slider = this.#input(id);
    slider.value = String(value);
    slider.setAttribute('aria-valuetext', text);
    const [least, most] = [Number(slider.min), Number(slider.max)];
    slider.style.setProperty('--at', `${((value - least) / (most - least)) * 100}%`);
  }

  #offer(format: StudioFormat): void {
    const offered = this.#formats.includes(format) ? this.#formats : [format, ...this.#formats];
    const select = part<HTMLSelectElement>(this.#root, '#format');
    const options = offered.map((each) => {
      const name = FORMATS[each];
      const text = name === 'formatKeep' || name === 'formatAuto' ? say(name) : name;
      return new Option(text, each, false, each === format);
    });
    part(this.#root, '[data-part=format]').hidden = offered.length < 2;
    const same =
      options.map((option) => option.text).join() === [...select.options].map((o) => o.text).join();
    if (!same) select.replaceChildren(...options);
    select.value = format;
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

  /** Every move of a slider, every key in the field. */
  #moved({ id, value, valueAsNumber }: HTMLInputElement): void {
    const hand = this.#dragging ? 'moves' : 'types';
    if (id === 'colors') this.#ask(withColors(this.#request, colorsAtStep(Number(value))), hand);
    if (id === 'dither') this.#ask({ ...this.#request, dither: Number(value) / 100 }, hand);
    if (id === 'quality') this.#ask({ ...this.#request, quality: Number(value) }, hand);
    const typed = id === 'count' && withColors(this.#request, valueAsNumber);
    if (typed && typed.colors === valueAsNumber) this.#ask(typed, 'types');
  }

  #changed({ id, name, value, valueAsNumber }: HTMLInputElement): void {
    if (name === 'space') this.#ask({ ...this.#request, space: value as StudioSpace }, 'types');
    if (id === 'format') this.#ask({ ...this.#request, format: value as StudioFormat }, 'types');
    if (id !== 'count') return;
    const typed = withColors(this.#request, valueAsNumber);
    this.#input('count').value = String(typed.colors);
    if (this.#unsettled || !sameRequest(typed, this.#request)) this.#ask(typed, 'rests');
  }

  #clicked(target: Element): void {
    const chip = target.closest<HTMLElement>('.chip');
    if (chip?.dataset.colors) this.#ask(withColors(this.#request, Number(chip.dataset.colors)), 'rests');
    if (chip?.dataset.off === undefined) return;
    this.#ask({ ...this.#request, dither: this.#request.dither === 0 ? this.#dithered : 0 }, 'rests');
  }

  #ask(request: StudioRequest, hand: Hand): void {
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
