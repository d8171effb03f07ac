// Text, whose fills may differ from letter to letter.
import { checkPaints } from './paints.ts';
import { copy, frozen, later, type NodeState, record, type World } from './world.ts';

type Run = NodeState['runs'][number];

export const charactersOf = ({ runs }: NodeState): string => runs.map(({ text }) => text).join('');

const looks = ({ fills, fillStyleId }: Run): string => JSON.stringify([fills, fillStyleId]);

/** Neighbors that look alike become one run. */
function joined(runs: readonly Run[]): Run[] {
  const result: Run[] = [];
  for (const run of runs) {
    const last = result[result.length - 1];
    if (last && looks(last) === looks(run)) last.text += run.text;
    else if (run.text !== '') result.push({ ...run });
  }
  return result;
}

/** The fills of the whole text, or nothing where they differ. */
export function uniformRun(state: NodeState): Run | undefined {
  const runs = joined(state.runs);
  return runs.length === 1 ? runs[0] : undefined;
}

/** What a text has beyond other nodes. */
export function textFunctions(world: World, state: NodeState, check: (where: string) => void) {
  const paintsOf = ({ fills, fillStyleId }: Run): readonly Paint[] =>
    fillStyleId ? world.styles.get(fillStyleId)!.paints : fills;

  /** Runs of which each lies within the range or outside of it. */
  const split = (start: number, end: number): { runs: Run[]; inside: Run[] } => {
    if (!(start >= 0 && start < end && end <= charactersOf(state).length))
      throw new Error(
        `Range outside of available characters. 'start' and 'end' must be between 0 and ${charactersOf(state).length}`,
      );
    const runs: Run[] = [];
    const inside: Run[] = [];
    let at = 0;
    for (const run of state.runs) {
      const cuts = [0, start - at, end - at, run.text.length].map((cut) =>
        Math.min(run.text.length, Math.max(0, cut)),
      );
      for (let i = 0; i < 3; i++) {
        const piece = { ...run, text: run.text.slice(cuts[i], cuts[i + 1]) };
        if (piece.text === '') continue;
        runs.push(piece);
        if (i === 1) inside.push(piece);
      }
      at += run.text.length;
    }
    return { runs, inside };
  };
  const change = (start: number, end: number, look: Partial<Run>) => {
    const before = state.runs;
    const { runs, inside } = split(start, end);
    for (const run of inside) Object.assign(run, look);
    state.runs = joined(runs);
    record(world, () => {
      state.runs = before;
    });
  };

  return {
    getStyledTextSegments(fields: readonly string[]) {
      check('getStyledTextSegments');
      let start = 0;
      return joined(state.runs).map((run) => {
        const segment = { characters: run.text, start, end: start + run.text.length };
        start = segment.end;
        const all: Record<string, unknown> = {
          fills: frozen(copy(paintsOf(run))),
          fillStyleId: run.fillStyleId,
        };
        return { ...segment, ...Object.fromEntries(fields.map((field) => [field, all[field]])) };
      });
    },
    getRangeFills(start: number, end: number) {
      check('getRangeFills');
      const inside = joined(split(start, end).inside);
      return inside.length === 1 ? frozen(copy(paintsOf(inside[0]!))) : world.mixed;
    },
    getRangeFillStyleId(start: number, end: number) {
      check('getRangeFillStyleId');
      const ids = new Set(split(start, end).inside.map(({ fillStyleId }) => fillStyleId));
      return ids.size === 1 ? [...ids][0] : world.mixed;
    },
    setRangeFills(start: number, end: number, paints: unknown) {
      check('setRangeFills');
      change(start, end, { fills: checkPaints(world, 'setRangeFills', paints, true), fillStyleId: '' });
    },
    setRangeFillStyleIdAsync: (start: number, end: number, fillStyleId: string) =>
      later(world, 'setRangeFillStyleIdAsync', () => {
        check('setRangeFillStyleIdAsync');
        const style = world.styles.get(fillStyleId);
        if (fillStyleId !== '' && !style)
          throw new Error('in setRangeFillStyleIdAsync: There is no such style');
        // Letting go of a style keeps what it painted.
        for (const run of split(start, end).inside) change(start, end, { fills: paintsOf(run), fillStyleId });
      }),
  };
}
