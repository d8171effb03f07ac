import type { CompressRequest, PaletteEntry } from '@kcolors/codecs/request';
import type { CompareView } from '../compare/markup.ts';
import type { StudioImage } from '../compare/pictures.ts';
import type { ZoomState } from '../compare/viewport.ts';
import type { StudioOutcome, StudioQualityScore } from '../facts/words.ts';

export type { StudioImage } from '../compare/pictures.ts';
export type { StudioFacts, StudioOutcome, StudioQualityScore } from '../facts/words.ts';

export type StudioPhase = 'empty' | 'loading' | 'ready' | 'error';

/** A button below the view. A known id needs no label: `save-over`, `save-copy`, `copy-palette`. */
export interface StudioAction {
  readonly id: string;
  readonly label?: string;
  readonly primary?: boolean;
  readonly disabled?: boolean;
}

/** View, divider and zoom of the comparison, to restore after a reload. JSON. */
export interface StudioViewState {
  readonly view?: CompareView;
  /** Percent of the width that shows the original. */
  readonly divider?: number;
  /** Undefined while the whole image is visible. */
  readonly zoom?: ZoomState;
}

/** Compresses for the view: a worker, a session, or a host at the other end of a channel. */
export interface StudioEngine {
  /**
   * Returns a quick preview while the user drags, or undefined if a later call replaced this one. `onPicture` may
   * receive the image before the rest is ready.
   */
  preview(
    request: CompressRequest,
    onPicture: (picture: StudioPicture) => void,
  ): Promise<StudioPreview | undefined>;
  /** Compresses at full size. It may reject with any error once its signal is aborted. */
  compress(request: CompressRequest, options: CompressCall): Promise<StudioResult>;
}

export interface CompressCall {
  readonly signal: AbortSignal;
  /** Receives the progress of the job, 0 to 1. */
  readonly onProgress: (done: number) => void;
}

/** The visible part of a preview. */
export interface StudioPicture {
  /** The image, which may be smaller than the original. */
  readonly image: StudioImage;
  readonly palette: readonly PaletteEntry[];
}

export interface StudioPreview extends StudioPicture {
  readonly estimatedBytes: number;
  readonly psnr: number;
  readonly deltaE: number;
  readonly qualityScore?: StudioQualityScore;
  readonly notes?: readonly string[];
}

export interface StudioResult {
  readonly image: StudioImage;
  /** The file to store. */
  readonly bytes: Uint8Array;
  /** Format of `bytes`. */
  readonly format: string;
  readonly outcome: StudioOutcome;
  readonly palette: readonly PaletteEntry[];
  readonly bytesBefore: number;
  readonly bytesAfter: number;
  readonly psnr: number;
  readonly deltaE: number;
  readonly qualityScore?: StudioQualityScore;
  readonly notes: readonly string[];
}
