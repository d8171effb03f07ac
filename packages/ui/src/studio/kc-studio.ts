import {
  type CompressRequest,
  DEFAULT_REQUEST,
  isFullColor,
  type PaletteEntry,
} from '@kcolors/codecs/request';
import type { KcCompare } from '../compare/kc-compare.ts';
import { drawImage, pictureSizeOf } from '../compare/pictures.ts';
import type { Size } from '../compare/viewport.ts';
import controls from '../element/controls.css';
import { attachShadow, part } from '../element/shadow.ts';
import type { KcFacts } from '../facts/kc-facts.ts';
import type { KcOptions, RequestDetail } from '../options/kc-options.ts';
import { applyEdit, type PaletteEdit } from '../palette/edits.ts';
import { withComing } from '../palette/entries.ts';
import type { KcPalette } from '../palette/kc-palette.ts';
import { onTexts } from '../texts/texts.ts';
import { drawActions } from './actions.ts';
import { describeStudio } from './describe.ts';
import style from './kc-studio.css';
import { shortcutOf } from './keys.ts';
import { studioMarkup } from './markup.ts';
import type { StudioAction, StudioFacts, StudioImage, StudioPhase, StudioViewState } from './types.ts';

/** The inner elements, which `defineStudio` registers. */
interface Parts {
  readonly compare: KcCompare;
  readonly facts: KcFacts;
  readonly options: KcOptions;
  readonly palette: KcPalette;
}

/**
 * `<kc-studio>`: the whole view, with both images, the options, the palette and the facts of the result. Fires
 * `kc-request` (`RequestDetail`), `kc-copy` (`{ text }`), `kc-action` (`{ id }`) and `kc-view`.
 */
export class KcStudio extends HTMLElement {
  readonly #root: ShadowRoot = attachShadow(this, [controls, style], studioMarkup);
  readonly #in: Parts = {
    compare: part(this.#root, 'kc-compare'),
    facts: part(this.#root, 'kc-facts'),
    options: part(this.#root, 'kc-options'),
    palette: part(this.#root, 'kc-palette'),
  };
  readonly #before: HTMLCanvasElement = part(this.#root, '[slot=before]');
  readonly #after: HTMLCanvasElement = part(this.#root, '[slot=after]');
  #phase: StudioPhase = 'empty';
  #message = '';
  #name = '';
  #originalBytes = 0;
  #request: CompressRequest = DEFAULT_REQUEST;
  #palette: readonly PaletteEntry[] = [];
  #actions: readonly (string | StudioAction)[] = [];
  #forgetTexts: (() => void) | undefined;

  constructor() {
    super();
    this.#root.addEventListener('kc-request', (event) => this.#asked(event as CustomEvent<RequestDetail>));
    this.#root.addEventListener('kc-edit', (event) =>
      this.#edited((event as CustomEvent<PaletteEdit>).detail),
    );
    this.#root.addEventListener('click', (event) => {
      const id = (event.target as Element).closest<HTMLElement>('[data-action]')?.dataset.action;
      if (id) this.#fire('kc-action', { id });
    });
    this.#root.addEventListener('keydown', (event) => this.#pressed(event as KeyboardEvent));
  }

  get phase(): StudioPhase {
    return this.#phase;
  }

  set phase(phase: StudioPhase) {
    this.#phase = phase;
    this.#describe();
  }

  /**
   * Error message. The phase `error` shows only this message; the phase `ready` shows it in a line above the options.
   */
  get message(): string {
    return this.#message;
  }

  set message(message: string) {
    this.#message = message;
    this.#describe();
  }

  /** File name of the image. */
  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name;
    this.#describe();
  }

  /** Format of the original (`png`, `jpeg`, …), which "Keep format" refers to. */
  get source(): string {
    return this.#in.options.source;
  }

  set source(source: string) {
    this.#in.options.source = source;
    this.#describe();
  }

  /** Bytes of the original, 0 while unknown. */
  get originalBytes(): number {
    return this.#originalBytes;
  }

  set originalBytes(bytes: number) {
    this.#originalBytes = bytes;
    this.#describe();
  }

  /** Whether the image is an animation, which is shown but not compressed. */
  get animated(): boolean {
    return this.#in.options.disabled;
  }

  set animated(animated: boolean) {
    this.#in.options.disabled = animated;
    this.#describe();
  }

  /** The offered formats. */
  get formats(): readonly CompressRequest['format'][] {
    return this.#in.options.formats;
  }

  set formats(formats: readonly CompressRequest['format'][]) {
    this.#in.options.formats = formats;
  }

  /** Reason why Auto is not offered; empty if it is offered. */
  get noAuto(): string {
    return this.#in.options.noAuto;
  }

  set noAuto(reason: string) {
    this.#in.options.noAuto = reason;
  }

  /** The current request. Setting it fires no event. */
  get request(): CompressRequest {
    return this.#request;
  }

  set request(request: CompressRequest) {
    this.#request = { ...DEFAULT_REQUEST, ...request };
    this.#in.options.request = this.#request;
    this.#drawPalette();
    this.#describe();
  }

  get palette(): readonly PaletteEntry[] {
    return this.#palette;
  }

  set palette(palette: readonly PaletteEntry[]) {
    this.#palette = palette;
    this.#in.options.found = palette.length;
    this.#drawPalette();
    this.#describe();
  }

  get facts(): StudioFacts | undefined {
    return this.#in.facts.facts;
  }

  set facts(facts: StudioFacts | undefined) {
    this.#in.facts.facts = facts;
    this.#in.options.missed = facts?.qualityScore?.reached === false;
    this.#describe();
  }

  /** Progress of the full-size run, 0 to 1; undefined while none runs. */
  get progress(): number | undefined {
    return this.#in.facts.progress;
  }

  set progress(progress: number | undefined) {
    this.#in.facts.progress = progress;
  }

  /** The buttons: known ids (`save-over`, `save-copy`, `copy-palette`), or actions of the host. */
  get actions(): readonly (string | StudioAction)[] {
    return this.#actions;
  }

  set actions(actions: readonly (string | StudioAction)[]) {
    this.#actions = actions;
    drawActions(this.#root, actions);
    this.#describe();
  }

  /** View, divider and zoom, to restore after a reload. */
  get viewState(): StudioViewState {
    const { view, position: divider, zoom } = this.#in.compare;
    return zoom ? { view, divider, zoom } : { view, divider };
  }

  set viewState({ view = 'slider', divider = 50, zoom }: StudioViewState) {
    const { compare } = this.#in;
    compare.view = view;
    compare.position = divider;
    compare.zoom = zoom;
  }

  /** Size of the shown original in pixels; 0 × 0 before there is one. */
  get pictureSize(): Size {
    return this.#before.hasAttribute('drawn') ? pictureSizeOf(this.#before) : { width: 0, height: 0 };
  }

  /** Shows the original, or a smaller version of an image of size `of`. Clears the chart. */
  drawBefore(image: StudioImage, of: Size = image): void {
    this.#in.facts.forget();
    drawImage(this.#before, image, of);
    this.#before.toggleAttribute('drawn', true);
    this.#describe();
    this.#in.compare.refresh();
  }

  /** Shows a result. A result that is smaller than the original is stretched to its size. */
  drawAfter(image: StudioImage): void {
    drawImage(this.#after, image);
    this.#in.compare.refresh();
  }

  connectedCallback(): void {
    this.#forgetTexts = onTexts(() => {
      drawActions(this.#root, this.#actions);
      this.#describe();
    });
    this.#describe();
    this.#drawPalette();
  }

  disconnectedCallback(): void {
    this.#forgetTexts?.();
  }

  override focus(options?: FocusOptions): void {
    this.#in.options.focus(options);
  }

  #describe(): void {
    describeStudio(this.#root, {
      phase: this.#phase,
      message: this.#message,
      name: this.#name,
      originalBytes: this.#originalBytes,
      animated: this.animated,
      count: this.#palette.length,
      facts: this.facts,
      size: this.pictureSize,
      hasActions: this.#actions.length > 0,
    });
  }

  /** Shows the palette, followed by locked colors that it does not contain yet. */
  #drawPalette(): void {
    const { format, fixedColors } = this.#request;
    this.#in.palette.colors = withComing(this.#palette, isFullColor(format, this.source) ? [] : fixedColors);
    this.#in.palette.fixedColors = fixedColors;
  }

  #asked(event: CustomEvent<RequestDetail>): void {
    if (event.target !== this.#in.options) return;
    this.#request = event.detail.request;
    this.#drawPalette(); // the event itself bubbles to the host
  }

  #edited(change: PaletteEdit): void {
    this.request = applyEdit(this.#request, change, this.#palette.length);
    this.#fire('kc-request', { request: this.#request, resting: true } satisfies RequestDetail);
  }

  #fire(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  #pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || this.#phase !== 'ready') return;
    const shortcut = shortcutOf(event);
    if (!shortcut) return;
    const { compare } = this.#in;
    if ('view' in shortcut) compare.view = shortcut.view;
    else if ('zoom' in shortcut) shortcut.zoom ? compare.step(shortcut.zoom) : compare.fit();
    else this.#in[shortcut.focus].focus();
    event.preventDefault();
  }
}
