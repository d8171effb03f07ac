// Shows the previewed image before and after matching.

import { colorSpaceOf } from '@kcolors/codecs';
import type { PaletteEntry } from '@kcolors/codecs/request';
import type { RemoteSession, SentOptions } from '@kcolors/codecs/worker';
import { drawImage, type KcCompare, type KcFacts, type StudioImage } from '@kcolors/ui/studio';
import { isAbort } from '../page/abort.ts';
import { make } from '../page/make.ts';
import { count, messageOf } from '../page/words.ts';
import { inSpace } from '../palette/color-space.ts';

const RESTS_AFTER = 250; // ms without a change before the result is made at full size

export interface MatchPreview {
  readonly root: HTMLElement;
  /** Shows an image; undefined clears the preview. */
  open(session: RemoteSession | undefined): void;
  update(options: SentOptions | undefined, colors: number): void;
  fail(reason: unknown): void;
}

/** Creates the preview. `onPalette` receives the share of each color. */
export function createMatchPreview(onPalette: (used: readonly PaletteEntry[]) => void): MatchPreview {
  const before = make('canvas', { slot: 'before', role: 'img', 'aria-label': 'Original' });
  const after = make('canvas', { slot: 'after', role: 'img', 'aria-label': 'Matched' });
  const compare = make(
    'kc-compare' as 'div',
    { fill: true, 'before-label': 'Original', 'after-label': 'Matched' },
    before,
    after,
  ) as unknown as KcCompare;
  const facts = document.createElement('kc-facts') as KcFacts;
  const error = make('p', { class: 'error-line', role: 'status' });
  const root = make('div', { class: 'preview' }, make('div', { class: 'compare' }, compare), error, facts);
  let session: RemoteSession | undefined;
  let run = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const draw = (mine: RemoteSession, image: StudioImage, deltaE: number, colors: number) => {
    drawImage(after, inSpace(image, colorSpaceOf(mine.original.metadata)));
    compare.refresh();
    error.textContent = `Matched to ${count(colors, 'color')}`;
    error.title = `Mean difference ΔE ${deltaE.toFixed(1)}`;
  };
  const sizes = (mine: RemoteSession) => ({
    before: mine.bytesBefore,
    width: mine.width,
    height: mine.height,
  });

  const preview = async (mine: RemoteSession, options: SentOptions, colors: number, own: number) => {
    const answer = await mine.preview(options);
    if (!answer || own !== run) return;
    draw(mine, answer.image, answer.deltaE, colors);
    onPalette(answer.palette);
    const { estimatedBytes: bytes, psnr, deltaE, qualityScore } = answer;
    facts.facts = {
      ...sizes(mine),
      after: bytes,
      approximate: true,
      outcome: 'compressed',
      psnr,
      deltaE,
      ...(qualityScore && { qualityScore }),
      notes: [],
    };
  };
  const full = async (mine: RemoteSession, options: SentOptions, colors: number, own: number) => {
    facts.progress = 0;
    const onProgress = ({ done }: { done: number }) => {
      if (own === run) facts.progress = done;
    };
    const { image, outcome, palette, bytesAfter, psnr, deltaE, qualityScore, notes } = await mine.compress(
      options,
      {
        onProgress,
      },
    );
    if (own !== run) return;
    facts.progress = undefined;
    draw(mine, image, deltaE, colors);
    onPalette(palette);
    facts.facts = {
      ...sizes(mine),
      after: bytesAfter,
      approximate: false,
      outcome,
      psnr,
      deltaE,
      ...(qualityScore && { qualityScore }),
      notes,
    };
  };
  const fail = (reason: unknown) => {
    facts.progress = undefined;
    facts.facts = undefined;
    error.textContent = messageOf(reason);
  };

  return {
    root,
    fail,
    open(opened) {
      run++;
      clearTimeout(timer);
      session = opened;
      root.hidden = !opened;
      facts.facts = undefined;
      facts.progress = undefined;
      if (!opened) return;
      const original = inSpace(opened.original.image, colorSpaceOf(opened.original.metadata));
      drawImage(before, original, opened);
      drawImage(after, original);
      compare.refresh();
    },
    update(options, colors) {
      const own = ++run;
      clearTimeout(timer);
      facts.progress = undefined;
      const mine = session;
      if (!mine) return;
      if (!options) {
        drawImage(after, inSpace(mine.original.image, colorSpaceOf(mine.original.metadata)));
        compare.refresh();
        facts.facts = undefined;
        error.textContent = '';
        return;
      }
      const told = (reason: unknown) => {
        if (own === run && !isAbort(reason)) fail(reason);
      };
      preview(mine, options, colors, own).catch(told);
      timer = setTimeout(() => void full(mine, options, colors, own).catch(told), RESTS_AFTER);
    },
  };
}
