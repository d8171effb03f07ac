import { markdownTable } from '../table.ts';
import { match } from './matching.ts';
import { FOUND, type RealResult, runReal } from './real.ts';
import { knownPictures } from './truth.ts';

/** Lists of the main colors of the same pictures, each by another person. */
const LISTS = ['main-colors-a.tsv', 'main-colors-b.tsv'] as const;

/**
 * Compares tools with two people who wrote down the main colors of the same pictures, and these with each other: a tool can
 * hardly agree with a person more than another person does.
 */
export async function agreementPart(log: (line: string) => void): Promise<string> {
  const [one, other] = LISTS.map((list) => knownPictures(list).found);
  const results: RealResult[][] = [];
  for (const pictures of [one!, other!]) results.push(await runReal(pictures, 1, log));
  const total = (pictures: typeof one) => pictures!.reduce((sum, { colors }) => sum + colors.length, 0);
  const people = one!.reduce((sum, picture) => {
    const twin = other!.find(({ name }) => name === picture.name);
    const found = (twin?.colors ?? []).map(({ rgb }) => ({ rgb }));
    return (
      sum +
      match(
        picture.colors.map(({ rgb }) => rgb),
        found,
        FOUND,
      ).filter(Boolean).length
    );
  }, 0);
  const hits = (all: readonly RealResult[], tool: string) =>
    all.filter((each) => each.tool === tool).reduce((sum, each) => sum + each.hits, 0);
  const tools = [...new Set(results[0]!.map(({ tool }) => tool))];
  const rows = [
    ['the other person', `${people}`, `${people}`],
    ...tools.map((tool) => [tool, ...results.map((all) => `${hits(all, tool)}`)]),
  ];
  const columns = ['', `person A, of ${total(one)}`, `person B, of ${total(other)}`];
  return `## Two people\n\nTwo people wrote down 4 to 6 main colors of ${one!.length} further pictures, each without the other. A color counts as found if a
result is within ${FOUND} of it in Oklab.\n\n${markdownTable(columns, rows, [''])}`;
}
