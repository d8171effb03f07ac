import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row of a list of reports. */
export interface Row {
  readonly id: string;
  readonly isOpen: boolean;
}

const CLOSED = ['pass', 'unclear', 'info'];

/** Reads the rows of a list, tab-separated with a heading; its last column is a verdict or a severity. */
export function readRows(folder: string, list: string): Row[] {
  const [, ...lines] = readFileSync(join(folder, list), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const cells = line.trimEnd().split('\t');
    return { id: cells[0]!, isOpen: !CLOSED.includes(cells.at(-1)!) };
  });
}
