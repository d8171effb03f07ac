import type { CompressRequest, PaletteEntry } from '@kcolors/codecs/request';
import type { CompareView } from '../compare/markup.ts';
import type { StudioImage } from '../compare/pictures.ts';
import type { ZoomState } from '../compare/viewport.ts';
import type { StudioLook, StudioOutcome } from '../facts/words.ts';

export type { StudioImage } from '../compare/pictures.ts';
export type { StudioFacts, StudioLook, StudioOutcome } from '../facts/words.ts';

export type StudioPhase = 'empty' | 'loading' | 'ready' | 'error';

/** A button below the view. A known id needs no label: `save-over`, `save-copy`, `copy-palette`. */
export interface StudioAction {
  readonly id: string;
  readonly label?: string;
  readonly primary?: boolean;
  readonly disabled?: boolean;
}

/** How the pictures are looked at, to be kept over a reload. JSON. */
export interface StudioViewState {
  readonly view?: CompareView;
  /** Percent of the width that shows the original. */
  readonly divider?: number;
  /** None while the whole picture is seen. */
  readonly zoom?: ZoomState;
}

/** What compresses, behind the view: a worker, a session, a host at the other end of a channel. */
export interface StudioEngine {
  /**
   * A quick answer while the hand moves; undefined when a later call took its place. Its picture may come before the rest
   * of it, by `onPicture`.
   */
  preview(
    request: CompressRequest,
    onPicture: (picture: StudioPicture) => void,
  ): Promise<StudioPreview | undefined>;
  /** The answer at full size. It may be rejected with anything once its signal is aborted. */
  compress(request: CompressRequest, options: CompressCall): Promise<StudioResult>;
}

export interface CompressCall {
  readonly signal: AbortSignal;
  /** Share of the job, 0 to 1. */
  readonly onProgress: (done: number) => void;
}

/** What is seen of a preview. */
export interface StudioPicture {
  /** May be smaller than the original. */
  readonly image: StudioImage;
  readonly palette: readonly PaletteEntry[];
}

export interface StudioPreview extends StudioPicture {
  readonly estimatedBytes: number;
  readonly psnr: number;
  readonly deltaE: number;
  readonly look?: StudioLook;
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
  readonly look?: StudioLook;
  readonly notes: readonly string[];
}
