import type { CompressRequest, PaletteEntry } from '@kcolors/codecs/request';
import type { CompareView } from './compare-markup.ts';
import type { ZoomState } from './viewport.ts';

/** Pixels to show: RGBA, 4 bytes each. */
export interface StudioImage {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  /** What the numbers mean. @defaultValue 'srgb' */
  readonly colorSpace?: 'srgb' | 'display-p3';
}

export type StudioPhase = 'empty' | 'loading' | 'ready' | 'error';

/** What is known of a result. */
export interface StudioFacts {
  /** Bytes of the original. */
  readonly before: number;
  /** Bytes of the result; of what was tried where the original was kept. */
  readonly after: number;
  /** The size is an estimate. */
  readonly approximate: boolean;
  /** `'kept'`: the original stays, since the result saves too little. `'stripped'`: it stays without its metadata. */
  readonly outcome: StudioOutcome;
  /** Pixels of the original. */
  readonly width: number;
  readonly height: number;
  /** Peak signal-to-noise ratio in dB; Infinity when nothing was lost. */
  readonly psnr: number;
  /** Mean distance in Oklab × 100. */
  readonly deltaE: number;
  /** How much the result looks like the original, where that was measured. */
  readonly look?: StudioLook;
  /** What was asked for: another result of the same takes the place of this one in the trace. */
  readonly asked?: CompressRequest;
  readonly notes: readonly string[];
}

/** How much a result looks like its original. */
export interface StudioLook {
  /** 0 to 100; 100 is the same. */
  readonly score: number;
  /** The least score that was asked for, where it was, and whether the result has it. */
  readonly target?: number;
  readonly reached?: boolean;
}

export type StudioOutcome = 'compressed' | 'kept' | 'stripped';

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
