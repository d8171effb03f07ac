import type { Contestant } from './contestants.ts';
import { ORIGINAL, type Row, type Scope, type Subject } from './subjects/subject.ts';

/** Runs all contestants on all images of a subject. */
export async function runSubject(
  subject: Subject,
  scope: Scope,
  all: Readonly<Record<string, Contestant>>,
  log: (line: string) => void,
): Promise<Row[]> {
  const rows: Row[] = [];
  const pictures = (await subject.pictures(scope)).filter(({ half }) => scope.halves.includes(half));
  let last = 0;
  for (const [i, picture] of pictures.entries()) {
    if (performance.now() - last > 2000) {
      log(`${subject.title}: ${picture.name} (${i + 1} of ${pictures.length}) …`);
      last = performance.now();
    }
    const row = (contestant: string, setting: string, result: Parameters<Subject['measure']>[1]): Row => {
      const { half, kind, name } = picture;
      return { picture: name, kind, half, contestant, setting, figures: subject.measure(picture, result) };
    };
    for (const [name, contestant] of Object.entries(all)) {
      for (const setting of subject.settings(picture)) {
        if (!contestant.takes(picture, setting)) continue;
        rows.push(row(name, setting.name, await contestant.run(picture, setting)));
      }
    }
    if (subject.judgesOriginals) rows.push(row(ORIGINAL, ORIGINAL, picture));
  }
  return rows;
}

/** Returns the measures of a run for other tools, one JSON object per line. */
export const linesOf = (rows: readonly Row[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');
