import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/setup/seed.ts';
import { openResultsLog } from '../src/results-log.ts';
import { createMemoryFiles, FILE_SYSTEMS, type MemoryFiles } from './memory-files.ts';
import { session } from './model-cases.ts';
import { type Outcome, perform, type Run } from './model-run.ts';

const CASES = runs(3000);

/** What kcolors made, as the test itself has seen it: content of a result, and place and content of its original. */
type Made = Set<string>;

/** Checks what a run has left of the files that were there. */
function checkRun(
  before: Map<string, string>,
  numbers: Map<string, number>,
  files: MemoryFiles,
  run: Run,
  outcome: Outcome,
  made: Made,
): void {
  const after = files.tree();
  const inputs = outcome.found.map(({ path }) => files.canonical(path));
  const inputNumbers = new Set(inputs.map((path) => numbers.get(path)));
  const resultsAt = (place: string) =>
    outcome.results.filter(({ isNew, path }) => isNew && files.canonical(path) === place);
  for (const [place, content] of before) {
    if (after.get(place) === content) continue;
    const [result, ...others] = resultsAt(place);
    expect(others, `two results at ${place}`).toEqual([]);
    expect(result, `${place} was changed by nobody`).toBeDefined();
    const { mayReplace, plan } = result!;
    const { source } = plan;
    const isInput = inputs.includes(place);
    const origins = [`${content} ${files.canonical(source.path!)}`, `${content} ${source.digest}`];
    const isOurs = origins.some((origin) => made.has(origin));
    if (mayReplace === 'input') expect(files.canonical(source.path!), 'in place').toBe(place);
    else if (mayReplace === 'anything') {
      expect(isInput || inputNumbers.has(numbers.get(place)), `${place} was an input`).toBe(false);
      const wasFound = outcome.below.some((path) => files.canonical(path) === place);
      expect(wasFound && !isOurs, `${place} came with the inputs`).toBe(false);
    } else {
      const isNamed = outcome.found.some((file) => file.isNamed && files.canonical(file.path) === place);
      expect(isOurs || (run.force && !isNamed), `${place} was somebody's`).toBe(true);
    }
    expect(place, 'the palette').not.toBe(run.palette && files.canonical(run.palette));
  }
  for (const { path, content } of outcome.results)
    if (files.read(path) !== content) expect(files.read(path), `the result at ${path}`).toBe(content);
  if (outcome.problems.length > 0) expect([...after]).toEqual([...before]);
}

describe.each(Object.entries(FILE_SYSTEMS))('on a file system that is %s', (_, names) => {
  it('no input and no file of somebody else is lost, no two results share a file, and a second run changes nothing', async () => {
    let wrote = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(session, async ({ entries, runs, turns }) => {
        let turn = 0;
        const files = createMemoryFiles(names, () => turns[turn++ % turns.length]!);
        for (const each of entries) {
          if (each.kind === 'file') files.addFile(each.path, each.content);
          else if (each.kind === 'link') files.addLink(each.path, each.target);
          else files.addHardLink(each.path, each.target);
        }
        const made: Made = new Set();
        let log = openResultsLog(undefined);
        const step = async (each: Run) => {
          const before = files.tree();
          const numbers = new Map(Array.from(before.keys(), (at) => [at, files.numberOf(at)!]));
          const outcome = await perform(files, each, log);
          checkRun(before, numbers, files, each, outcome, made);
          for (const { plan, mayReplace, content: result } of outcome.results) {
            if (mayReplace === 'input') continue;
            made
              .add(`${result} ${files.canonical(plan.source.path!)}`)
              .add(`${result} ${plan.source.digest}`);
          }
          wrote += outcome.results.length;
          refused += outcome.errors.length + outcome.problems.length;
          return outcome;
        };
        for (const { run: drawn, edits, forgets } of runs) {
          const paths = drawn.args.map((arg) =>
            typeof arg === 'number' ? entries[arg % entries.length]!.path : arg,
          );
          const each = { ...drawn, args: paths };
          if (forgets) log = openResultsLog(undefined);
          const first = await step(each);
          const { destination } = each;
          // Results in a folder that is an input are inputs of the second run.
          const readsResults = destination.kind === 'folder' && paths.includes(destination.path);
          if (first.problems.length + first.errors.length === 0 && !readsResults) {
            const left = files.tree();
            const second = await step(each);
            expect([second.problems, second.errors]).toEqual([[], []]);
            expect([...files.tree()]).toEqual([...left]);
          }
          for (const edit of edits) files.edit(edit.path, edit.content);
        }
      }),
      { numRuns: Math.ceil(CASES / Object.keys(FILE_SYSTEMS).length) },
    );
    expect(wrote).toBeGreaterThan(CASES / 4); // the cases are about something
    expect(refused).toBeGreaterThan(CASES / 20);
  });
});
