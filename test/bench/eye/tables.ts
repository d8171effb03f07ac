import { markdownTable } from '../table.ts';
import { OURS } from './contestants.ts';
import { HALVES } from './images.ts';
import type { Row } from './subjects/subject.ts';

/** A column of a table: its rows of measures, and the cell text for one contestant. */
export interface Column {
  readonly title: string;
  readonly takes: (row: Row) => boolean;
  readonly show: (rows: readonly Row[]) => string;
}

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];

/** Returns a table with a line per contestant. A dash marks a missing result. */
export function contestantTable(rows: readonly Row[], columns: readonly Column[]): string {
  const shown = columns.filter(({ takes }) => rows.some(takes));
  const lines = unique(rows.map(({ contestant }) => contestant)).flatMap((contestant) => {
    const own = rows.filter((row) => row.contestant === contestant);
    const cells = shown.map(({ show, takes }) => {
      const chosen = own.filter(takes);
      return chosen.length > 0 ? show(chosen) : '–';
    });
    return [[contestant === OURS ? `**${OURS}**` : contestant, ...cells]];
  });
  return markdownTable(['', ...shown.map(({ title }) => title)], lines, ['']);
}

/** Returns the table of each half under its name. */
export function halfTables(rows: readonly Row[], columns: readonly Column[]): string {
  return [...HALVES]
    .reverse()
    .flatMap((half) => {
      const own = rows.filter((row) => row.half === half);
      return own.length > 0
        ? [`${half === 'test' ? 'Test' : 'Tuning'} half:`, contestantTable(own, columns)]
        : [];
    })
    .join('\n\n');
}

/** Counts the rows that pass a test, of all and of the test half. */
export function countOf(rows: readonly Row[], holds: (row: Row) => boolean): string {
  const test = rows.filter(({ half }) => half === 'test');
  const of = (some: readonly Row[]) => `${some.filter(holds).length} of ${some.length}`;
  return test.length === 0 || test.length === rows.length ? of(rows) : `${of(rows)} (test ${of(test)})`;
}

export const meanOf = (rows: readonly Row[], figure: string): number =>
  rows.reduce((sum, { figures }) => sum + figures[figure]!, 0) / rows.length;

export const worstOf = (rows: readonly Row[], figure: string): number =>
  Math.max(...rows.map(({ figures }) => figures[figure]!));
