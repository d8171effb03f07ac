import type { Comparison } from './compare.ts';

/** What a worker tells of one file. */
export type Report =
  | { readonly file: string; readonly outcome: 'skipped'; readonly reason: string }
  | { readonly file: string; readonly outcome: 'failed'; readonly reason: string }
  | {
      readonly file: string;
      readonly outcome: 'compared';
      readonly mpx: number;
      readonly runs: Comparison[];
    };

/** A file to look at. */
export interface Job {
  readonly file: string;
  /** Larger images are skipped. */
  readonly maxPixels: number;
}
