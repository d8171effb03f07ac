import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { median } from '../../clock.ts';
import { markdownTable } from '../../table.ts';
import { type Answer, type Entry, readAnswers, type Viewer } from './key.ts';

type Verdict = 'ours' | 'none' | 'pngquant';

/** Kinds whose target size is 75 % of pngquant's; for other kinds it is 60 %. */
const PHOTOGRAPHS: readonly string[] = ['face', 'sky or wall'];

const verdictOf = ({ nearer }: Answer, { ours }: Entry): Verdict =>
  nearer === 'none' ? 'none' : nearer === ours ? 'ours' : 'pngquant';

/** Returns the tally of a blind comparison's folder as Markdown. */
export function tallyFolder(folder: string): string {
  const key: Entry[] = JSON.parse(readFileSync(join(folder, 'key.json'), 'utf8'));
  const answers = join(folder, 'answers');
  const files = existsSync(answers) ? readdirSync(answers).filter((name) => name.endsWith('.json')) : [];
  if (files.length === 0) throw new Error(`${answers} has no answers: a JSON file for each viewer`);
  const viewers = files
    .sort()
    .map((file) => readAnswers(basename(file, '.json'), readFileSync(join(answers, file), 'utf8'), key));
  return tally(key, viewers);
}

/** Counts preferred and accepted results per comparison, and lists the faults that viewers saw in kcolors. */
export function tally(key: readonly Entry[], viewers: readonly Viewer[]): string {
  const comparisons = [...new Set(key.map(({ comparison }) => comparison))].sort();
  return comparisons
    .map((comparison) =>
      comparisonPart(
        comparison,
        key.filter((entry) => entry.comparison === comparison),
        viewers,
      ),
    )
    .join('\n\n');
}

function comparisonPart(name: string, key: readonly Entry[], viewers: readonly Viewer[]): string {
  const answersTo = (entry: Entry) =>
    viewers.flatMap(({ answers, name: viewer }) => {
      const answer = answers.find(({ id }) => id === entry.id);
      return answer ? [{ answer, entry, viewer }] : [];
    });
  const all = key.flatMap(answersTo);
  const line = (title: string, some: typeof all) => {
    const count = (verdict: Verdict) =>
      some.filter(({ answer, entry }) => verdictOf(answer, entry) === verdict).length;
    const other = (entry: Entry) => (entry.ours === 'A' ? 'B' : 'A');
    const accepted = some.filter(({ answer, entry }) => answer.accepted[entry.ours]).length;
    const theirs = some.filter(({ answer, entry }) => answer.accepted[other(entry)]).length;
    const kept = count('ours') + count('none');
    return [
      title,
      `${count('ours')}`,
      `${count('none')}`,
      `${count('pngquant')}`,
      percent(kept / some.length),
      percent(accepted / some.length),
      percent(theirs / some.length),
    ];
  };
  const lines = [
    ...viewers.map(({ name: viewer }) =>
      line(
        viewer,
        all.filter((one) => one.viewer === viewer),
      ),
    ),
    line('all', all),
    ...[...new Set(key.map(({ kind }) => kind))].map((kind) =>
      line(
        kind,
        all.filter(({ entry }) => entry.kind === kind),
      ),
    ),
  ].filter(([, ours, none, pngquant]) => `${ours}${none}${pngquant}` !== '000');
  const majority = key.map((entry) => {
    const votes = answersTo(entry).map(({ answer }) => verdictOf(answer, entry));
    const worse = votes.filter((vote) => vote === 'pngquant').length;
    return 2 * worse > votes.length ? 'pngquant' : 'kept';
  });
  const share = (isPhotograph: boolean) => {
    const own = key.filter(({ kind }) => PHOTOGRAPHS.includes(kind) === isPhotograph);
    return own.length > 0 ? percent(median(own.map((one) => one.kcolors.bytes / one.pngquant.bytes))) : '–';
  };
  return [
    `### ${name}`,
    `${key.length} images, ${viewers.length} viewers. For most viewers kcolors is nearer, or there is no difference, in **${majority.filter((one) => one === 'kept').length} of ${key.length}**. Median file size, relative to
pngquant: photographs ${share(true)}, others ${share(false)}.`,
    markdownTable(
      [
        '',
        'kcolors nearer',
        'no difference',
        'pngquant nearer',
        'kcolors nearer or no difference',
        'kcolors accepted',
        'pngquant accepted',
      ],
      lines,
      [''],
    ),
    pointsPart(all),
  ].join('\n\n');
}

/** Lists the faults that viewers saw in kcolors, by image. */
function pointsPart(all: readonly { answer: Answer; entry: Entry; viewer: string }[]): string {
  const lines = all.flatMap(({ answer, entry, viewer }) => {
    const text = answer.points[entry.ours].trim();
    return text ? [`- ${entry.image} (${entry.id}), ${viewer}: ${text}`] : [];
  });
  return lines.length > 0
    ? `What viewers pointed at in results of kcolors:\n\n${lines.join('\n')}`
    : 'No viewer pointed at anything in results of kcolors.';
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
