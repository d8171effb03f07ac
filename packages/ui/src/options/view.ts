import { type CompressRequest, isFullColor } from '@kcolors/codecs/request';
import { part, setText } from '../element/shadow.ts';
import { fillTexts, say, type Texts } from '../texts/texts.ts';

type Proper = 'PNG' | 'WebP' | 'GIF' | 'JPEG' | 'AVIF';

const FORMATS = {
  keep: 'formatKeep',
  smallest: 'formatSmallest',
  auto: 'formatAuto',
  png: 'PNG',
  webp: 'WebP',
  gif: 'GIF',
  jpeg: 'JPEG',
  avif: 'AVIF',
} as const satisfies Record<CompressRequest['format'], keyof Texts | Proper>;

/** Whether a name has translations: proper names have none. */
const isText = (name: keyof Texts | Proper): name is keyof Texts => name.startsWith('format');

/** The state that `<kc-options>` shows. */
export interface OptionsView {
  readonly request: CompressRequest;
  /** Format of the original. */
  readonly source: string;
  readonly formats: readonly CompressRequest['format'][];
  /** Number of colors that Auto found; 0 while unknown. */
  readonly found: number;
  /** Whether these colors miss the target quality. */
  readonly missed: boolean;
  /** Reason why Auto is not offered; empty if it is offered. */
  readonly noAuto: string;
  /** Whether all options are disabled. */
  readonly disabled: boolean;
}

/** Updates every control from the state. */
export function showOptions(root: ShadowRoot, view: OptionsView): void {
  const { request, source, formats, noAuto } = view;
  fillTexts(root);
  const full = isFullColor(request.format, source);
  const byNumber = request.quality === 'colors';
  for (const title of root.querySelectorAll('.title')) setText(title, say(full ? 'quality' : 'colors'));
  const now = byNumber ? [full ? 'jpeg' : 'number'] : ['auto', full ? 'full' : 'found'];
  for (const one of root.querySelectorAll<HTMLElement>('[data-for]')) {
    one.hidden = !one.dataset.for!.split(' ').some((each) => now.includes(each));
  }
  check(root, 'by', byNumber ? 'colors' : 'auto');
  check(root, 'goal', request.quality);
  for (const radio of radios(root, 'by')) radio.disabled = radio.value === 'auto' && noAuto !== '';
  showNumber(root, view);
  show(root, '#no-auto', noAuto);
  showPercent(root, 'rate', request.rate);
  setText(part(root, '#rate-hint'), say(request.rate > 0 ? 'rateNoDithering' : 'rateHint'));
  showPercent(root, 'dither', request.dither);
  part(root, '[data-off]').setAttribute('aria-pressed', String(request.dither === 0));
  if (request.rate > 0) part(root, '[data-part=dither]').hidden = true;
  check(root, 'space', request.space);
  setText(part(root, '#hint'), say(request.space === 'srgb' ? 'spaceStoredHint' : 'spaceSeenHint'));
  offer(root, formats, request.format);
  for (const group of root.querySelectorAll<HTMLFieldSetElement | HTMLSelectElement>('fieldset, select')) {
    group.disabled = view.disabled;
  }
  slide(root, 'jpeg-quality', request.jpegQuality, String(request.jpegQuality));
  setText(part(root, '[for=jpeg-quality].aside'), String(request.jpegQuality));
}

const input = (root: ShadowRoot, id: string): HTMLInputElement => part(root, `#${id}`);

const radios = (root: ShadowRoot, name: string): readonly HTMLInputElement[] => [
  ...root.querySelectorAll<HTMLInputElement>(`[name=${name}]`),
];

function check(root: ShadowRoot, name: string, value: string): void {
  for (const radio of radios(root, name)) radio.checked = radio.value === value;
}

/** Sets the text of a line and hides the line if the text is empty. */
function show(root: ShadowRoot, selector: string, text: string): void {
  const line = part(root, selector);
  setText(line, text);
  line.hidden = text === '';
}

/** Shows the number of colors, requested or found. */
function showNumber(root: ShadowRoot, { request, found, missed }: OptionsView): void {
  const { fixedColors, quality } = request;
  const count = quality === 'colors' ? request.colors : found;
  slide(root, 'colors', stepOfColors(count), count > 0 ? say('colorCount', { count }) : say('notFoundYet'));
  const words = say(missed ? 'missedColors' : 'foundColors', { count });
  setText(part(root, '#found'), count > 0 ? words : say('goalHint'));
  const field = input(root, 'count');
  if (root.activeElement !== field) field.value = String(count);
  field.min = String(Math.max(2, fixedColors.length));
  setText(part(root, '.locked'), fixedColors.length ? say('lockedCount', { count: fixedColors.length }) : '');
  for (const chip of root.querySelectorAll<HTMLButtonElement>('[data-colors]')) {
    chip.setAttribute('aria-pressed', String(Number(chip.dataset.colors) === count));
    chip.disabled = Number(chip.dataset.colors) < fixedColors.length;
  }
}

/** Shows a percent slider and its number. */
function showPercent(root: ShadowRoot, id: 'rate' | 'dither', share: number): void {
  const value = Math.round(share * 100);
  const words = say('percent', { value });
  slide(root, id, value, words);
  setText(part(root, `[data-part=${id}] output`), words);
}

/** Sets a slider's value and fills its track up to there. */
function slide(root: ShadowRoot, id: string, value: number, text: string): void {
  const slider = input(root, id);
  slider.value = String(value);
  slider.setAttribute('aria-valuetext', text);
  const [min, max] = [Number(slider.min), Number(slider.max)];
  slider.style.setProperty('--at', `${((value - min) / (max - min)) * 100}%`);
}

function offer(
  root: ShadowRoot,
  formats: readonly CompressRequest['format'][],
  format: CompressRequest['format'],
): void {
  const offered = formats.includes(format) ? formats : [format, ...formats];
  const select = part<HTMLSelectElement>(root, '#format');
  const options = offered.map((each) => {
    const name = FORMATS[each];
    const text = isText(name) ? say(name) : name;
    return new Option(text, each, false, each === format);
  });
  part(root, '[data-part=format]').hidden = offered.length < 2;
  const same = options.map((option) => option.text).join() === [...select.options].map((o) => o.text).join();
  if (!same) select.replaceChildren(...options);
  select.value = format;
}

/** Numbers of colors on the slider. Steps are about perceptually equal and include round numbers. */
const STEPS = [
  2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256,
];

/** Numbers of colors with a button of their own. */
export const CHIPS: readonly number[] = [2, 4, 8, 16, 32, 64, 128, 256];

export const LAST_STEP: number = STEPS.length - 1;

/** Returns the number of colors at a step. */
export function colorsAtStep(step: number): number {
  return STEPS[Math.min(LAST_STEP, Math.max(0, Math.round(step)))]!;
}

/** Returns the step with the nearest number of colors, by ratio. */
export function stepOfColors(colors: number): number {
  const farness = STEPS.map((step) => Math.abs(Math.log(step / Math.max(1, colors))));
  return farness.indexOf(Math.min(...farness));
}
