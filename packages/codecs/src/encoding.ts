import type { CompressResult } from './compress-types.ts';
import type { OutputFormat } from './types.ts';

/** An encoded result before it is compared with the original. */
export interface Encoding extends Pick<CompressResult, 'qualityScore' | 'palette' | 'paletteBytes' | 'mse'> {
  readonly format: OutputFormat;
  readonly bytes: Uint8Array;
  /** Rows of the result, computed on demand: a host that only stores the bytes saves the memory. */
  readonly rows: CompressResult['pixels']['resultRows'];
  readonly notes: readonly string[];
  /** Sentence that says why the original is better, even if the result is smaller. */
  readonly objection?: string;
}

/** Receives the stage of a job and its completed share, 0 to 1. */
export type OnStage = (stage: 'quantize' | 'encode', share: number) => void;

/** Parts of a full-color result that have no palette. */
export const NO_PALETTE: Pick<Encoding, 'palette' | 'paletteBytes'> = {
  palette: [],
  paletteBytes: new Uint8Array(0),
};
