import type { Uri } from 'vscode';

/** What happened to an image: the one record that notifications and reports are made of. */
export interface FileReport {
  readonly uri: Uri;
  readonly name: string;
  /**
   * `compressed`: a file was written, a smaller one unless it is for the colors of a palette. `kept`: there was nothing to
   * gain. `failed`: it could not be done.
   * `canceled`: it was not begun, or given up before anything was written.
   */
  readonly status: 'compressed' | 'kept' | 'failed' | 'canceled';
  /** Bytes of the original; 0 when it could not be read. */
  readonly before: number;
  /** Bytes of what there is now. */
  readonly after: number;
  /** The file that was written, where it is not the image itself. */
  readonly output?: Uri;
  /** What there is to say, in plain sentences. */
  readonly notes: readonly string[];
}

/** The figures of a run. */
export interface Totals {
  readonly compressed: number;
  readonly kept: number;
  readonly failed: number;
  readonly canceled: number;
  /** Bytes of the images that were compressed, before and after. */
  readonly before: number;
  readonly after: number;
}

/** Sums up a run. */
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
