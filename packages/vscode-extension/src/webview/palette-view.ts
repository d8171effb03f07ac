// The page of the palette view: shows the palette of several images, and requests another after each edit.
import { normalHex } from '@kcolors/codecs/request';
import { byShare } from '@kcolors/ui/palette';
import { defineStudio, type KcPalette, type PaletteEdit } from '@kcolors/ui/studio';
import type { PaletteLibrary } from '../palette/library.ts';
import {
  type FromPage,
  type PageState,
  type PaletteAsk,
  PLAIN,
  parseAsk,
  parseUse,
  type ShownColor,
  type ToPage,
  type Use,
} from '../palette-view/protocol.ts';
import { takeApi } from './api.ts';
import { setLanguage } from './language.ts';
import { afterEdit, withAdded, withCount } from './palette-ask.ts';
import { completePalettes } from './palette-library.ts';
import { drawScheme } from './scheme-view.ts';

const vscode = takeApi<FromPage, PageState>();
defineStudio();
const find = <Found extends Element>(selector: string) => document.querySelector<Found>(selector)!;
const palette = find<KcPalette>('kc-palette');
const count = find<HTMLInputElement>('#count');
const auto = find<HTMLInputElement>('#auto');
const salience = find<HTMLInputElement>('#salience');
const picker = find<HTMLInputElement>('#picker');
const added = find<HTMLInputElement>('#added');
const dark = find<HTMLInputElement>('#dark');
const kinds = [...document.querySelectorAll<HTMLInputElement>('[name=kind]')];
const scheme = find<HTMLElement>('.scheme');
const status = find<HTMLElement>('.status');

let uris: readonly string[] = [];
let ask: PaletteAsk | undefined;
let use: Use = PLAIN;
let library: PaletteLibrary | undefined; // until it is loaded, there are plain colors only
let isAsking = false;
let isStale = false; // the request has changed since it was sent

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  switch (data.type) {
    case 'open':
      return open(data);
    case 'reading':
      return say(data.text);
    case 'palette':
      return answered(() => show(data));
    case 'failed':
      return answered(() => say(data.message, true));
    default:
      return data satisfies never;
  }
});
palette.addEventListener('kc-edit', (event) => {
  const { detail } = event as CustomEvent<PaletteEdit>;
  change((now) => afterEdit(now, detail, palette.colors));
});
palette.addEventListener('kc-copy', (event) => {
  event.preventDefault();
  vscode.postMessage({ type: 'copy', text: (event as CustomEvent<{ text: string }>).detail.text });
});
count.addEventListener('input', () => {
  if (count.value !== '') change((now) => withCount(now, count.valueAsNumber));
});
count.addEventListener('change', () => {
  count.value = String(ask?.colors || palette.colors.length); // the typed number may exceed the maximum
});
auto.addEventListener('change', () => {
  change((now) => (auto.checked ? { ...now, colors: 0 } : withCount(now, palette.colors.length)));
});
salience.addEventListener('input', () =>
  change((now) => ({ ...now, salience: salience.valueAsNumber / 100 })),
);
picker.addEventListener('input', () => {
  added.value = picker.value;
});
find('.add').addEventListener('submit', (event) => {
  event.preventDefault();
  const typed = added.value.trim().toLowerCase();
  const hex = normalHex(typed.startsWith('#') ? typed : `#${typed}`);
  added.setAttribute('aria-invalid', String(!hex));
  if (!hex) return added.focus();
  added.value = '';
  change((now) => withAdded(now, hex, palette.colors));
});
for (const [id, type] of [
  ['#insert', 'insert'],
  ['#copy', 'copy-palette'],
] as const) {
  find(id).addEventListener('click', () => vscode.postMessage({ type, colors: shown(), use }));
}
for (const each of [...kinds, dark]) {
  each.addEventListener('input', () => {
    const { value: kind } = kinds.find(({ checked }) => checked)!;
    use = parseUse({ kind, dark: dark.checked })!;
    keep();
    drawUse();
  });
}
for (const picture of document.querySelectorAll<HTMLImageElement>('.pictures img')) {
  const hide = () => picture.parentElement?.remove(); // the reason is shown below the palette
  picture.addEventListener('error', hide);
  if (picture.complete && picture.naturalWidth === 0) hide();
}
vscode.postMessage({ type: 'ready' });

function open(message: Extract<ToPage, { type: 'open' }>): void {
  setLanguage(message.translations);
  ({ uris } = message);
  const kept = vscode.getState();
  ask = (kept?.uris.join() === uris.join() && parseAsk(kept.ask)) || message.ask;
  use = (kept?.uris.join() === uris.join() && parseUse(kept.use)) || PLAIN;
  change((now) => now);
  completePalettes().then(
    (loaded) => {
      library = loaded;
      drawUse();
    },
    ({ message: problem }) => vscode.postMessage({ type: 'problem', message: problem }),
  );
}

function keep(): void {
  if (ask) vscode.setState({ uris, ask, use });
}

/** Shows the tint scales, roles or pairs of the palette. */
function drawUse(): void {
  for (const each of kinds) each.checked = each.value === use.kind;
  dark.checked = use.dark;
  if (library && palette.colors.length > 0)
    drawScheme(scheme, { colors: byShare(palette.colors) }, use, library);
}

/** Changes the request. Sends it at once, or after the answer to the previous one. */
function change(how: (now: PaletteAsk) => PaletteAsk): void {
  if (!ask) return;
  ask = how(ask);
  keep();
  auto.checked = ask.colors === 0;
  salience.value = String(Math.round(100 * ask.salience));
  salience.style.setProperty('--at', `${salience.value}%`);
  palette.fixedColors = ask.fixedColors;
  if (ask.colors > 0 && document.activeElement !== count) count.value = String(ask.colors);
  isStale = isAsking;
  if (!isAsking) send();
}

function send(): void {
  isAsking = true;
  document.body.dataset.state = 'asking';
  vscode.postMessage({ type: 'ask', ask: ask! });
}

function answered(tell: () => void): void {
  isAsking = false;
  tell();
  if (isStale) send();
  else document.body.dataset.state = 'settled';
  isStale = false;
}

function show({ colors, problems }: Extract<ToPage, { type: 'palette' }>): void {
  say('');
  palette.hidden = false;
  palette.colors = colors;
  drawUse();
  if (document.activeElement !== count) count.value = String(colors.length);
  for (const id of ['#insert', '#copy']) find<HTMLButtonElement>(id).disabled = colors.length === 0;
  find('.problems').replaceChildren(
    ...problems.map((text) => Object.assign(document.createElement('li'), { textContent: text })),
  );
}

/** The palette in display order. */
function shown(): ShownColor[] {
  const locked = new Set(palette.fixedColors);
  return byShare(palette.colors).map(({ hex, share }) => ({ hex, share, locked: locked.has(hex) }));
}

function say(text: string, isWrong = false): void {
  status.textContent = text;
  status.classList.toggle('wrong', isWrong);
}
