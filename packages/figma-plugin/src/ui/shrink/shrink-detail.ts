// An image before and after it is shrunk. The browser decodes both: the result is a file already.

import { formatBytes } from '@kcolors/codecs/request';
import type { KcCompare } from '@kcolors/ui/studio';
import type { ImageEntry } from '../../shared/values.ts';
import type { MainConnection } from '../connect.ts';
import { readImage } from '../images/read-image.ts';
import { isAbort } from '../page/abort.ts';
import { button, make } from '../page/make.ts';
import { messageOf, nameOf, savedShare } from '../page/words.ts';
import type { ShrinkModel } from './model.ts';
import type { Result, Results } from './results.ts';

const MAX_SHOWN = 2 ** 22; // pixels of the original: more are not seen, and take memory

export interface ShrinkDetail {
  readonly root: HTMLElement;
  /** Shows an image; undefined clears the comparison. */
  open(entry: ImageEntry | undefined): void;
}

export function createShrinkDetail(
  main: MainConnection,
  model: ShrinkModel,
  results: Results,
  onClose: () => void,
): ShrinkDetail {
  const before = make('canvas', { slot: 'before', role: 'img', 'aria-label': 'Original' });
  const after = make('canvas', { slot: 'after', role: 'img', 'aria-label': 'Shrunk' });
  const labels = { 'before-label': 'Original', 'after-label': 'Shrunk' };
  const compare = make(
    'kc-compare' as 'div',
    { fill: true, ...labels },
    before,
    after,
  ) as unknown as KcCompare;
  const name = make('bdi', { class: 'name' });
  const back = button('‹ Images', onClose, { class: 'button back' });
  const words = make('p', { class: 'error-line', role: 'status' });
  const notes = make('p', { class: 'hint' });
  const root = make(
    'section',
    { class: 'preview shrink-detail', 'aria-label': 'Comparison' },
    make('div', { class: 'head' }, back, name),
    make('div', { class: 'compare' }, compare),
    words,
    notes,
  );
  let opened: ImageEntry | undefined;
  let reading = new AbortController();
  let shown: Result | undefined;
  let isDrawn = false; // whether the original is
  let made = ''; // settings of the last result that was asked for

  const showResult = async (result: Result | undefined, signal: AbortSignal) => {
    if (!result || result === shown) return;
    shown = result;
    const { after: bytes, before: all, format, height, reason, score, width } = result;
    const isUsed = result.bytes !== undefined;
    words.textContent = isUsed
      ? `${formatBytes(all)} → ${formatBytes(bytes)} ${savedShare(all, bytes)}`
      : 'Kept as it is';
    const facts = [`${width} × ${height} px`, format.toUpperCase()];
    if (score !== undefined) facts.push(`quality ${Math.round(score)} of 100`);
    notes.textContent = isUsed ? facts.join(' · ') : (reason ?? '');
    if (result.bytes) await drawFile(after, result.bytes, signal);
    else copyCanvas(before, after);
    compare.refresh();
  };
  const fail = (error: unknown, { signal }: AbortController) => {
    if (!signal.aborted && !isAbort(error)) words.textContent = messageOf(error);
  };

  const open = async (entry: ImageEntry, mine: AbortController) => {
    const { signal } = mine;
    words.textContent = 'Working';
    notes.textContent = '';
    await drawFile(before, await readImage(main, entry.unshrunk.hash, signal), signal);
    if (signal.aborted) return;
    isDrawn = true;
    copyCanvas(before, after);
    compare.refresh();
    await update(entry, mine);
  };
  const update = async (entry: ImageEntry, { signal }: AbortController) => {
    const settings = JSON.stringify(model.settings);
    made = settings;
    if (!results.get(entry, model.settings)) words.textContent = 'Working';
    const result = await results.make(entry, model.settings, { signal });
    if (settings === made) await showResult(result, signal);
  };

  model.listen(() => {
    const mine = reading;
    if (!opened || !isDrawn || made === JSON.stringify(model.settings)) return;
    update(opened, mine).catch((error) => fail(error, mine));
  });
  return {
    root,
    open(entry) {
      reading.abort(new DOMException('Another image is shown.', 'AbortError'));
      reading = new AbortController();
      opened = entry;
      shown = undefined;
      isDrawn = false;
      root.hidden = !entry;
      if (!entry) return;
      name.textContent = nameOf(entry);
      const mine = reading;
      open(entry, mine).catch((error) => fail(error, mine));
    },
  };
}

async function drawFile(canvas: HTMLCanvasElement, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  const picture = await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  if (!signal.aborted) {
    const scale = Math.min(1, Math.sqrt(MAX_SHOWN / (picture.width * picture.height)));
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  }
  picture.close();
}

function copyCanvas(from: HTMLCanvasElement, to: HTMLCanvasElement): void {
  to.width = from.width;
  to.height = from.height;
  to.getContext('2d')!.drawImage(from, 0, 0);
}
