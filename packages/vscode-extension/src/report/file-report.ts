import type { Uri } from 'vscode';

/** The outcome for one image. Notifications and reports are made from it. */
export interface FileReport {
  readonly uri: Uri;
  readonly name: string;
  /**
   * `compressed`: a file was written, smaller unless a palette was applied.
   * `kept`: the image could not be made smaller.
   * `failed`: an error occurred.
   * `canceled`: the run ended before anything was written.
   */
  readonly status: 'compressed' | 'kept' | 'failed' | 'canceled';
  /** Size of the original in bytes; 0 when it could not be read. */
  readonly before: number;
  /** Size of the current file in bytes. */
  readonly after: number;
  /** The written file, where it is not the image itself. */
  readonly output?: Uri;
  /** Explanations in plain sentences. */
  readonly notes: readonly string[];
}

/** Counts and sizes of a run. */
export interface Totals {
  readonly compressed: number;
  readonly kept: number;
  readonly failed: number;
  readonly canceled: number;
  /** Total bytes of the compressed images, before and after. */
  readonly before: number;
  readonly after: number;
}

/** Sums up the reports of a run. */
export function totalsOf(reports: readonly FileReport[]): Totals {
  const of = (status: FileReport['status']) => reports.filter((report) => report.status === status);
  const sum = (bytes: readonly number[]) => bytes.reduce((all, each) => all + each, 0);
  const compressed = of('compressed');
  return {
    compressed: compressed.length,
    kept: of('kept').length,
    failed: of('failed').length,
    canceled: of('canceled').length,
    before: sum(compressed.map(({ before }) => before)),
    after: sum(compressed.map(({ after }) => after)),
  };
}
