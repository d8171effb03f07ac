import { median, type Timed } from './clock.ts';

/** Work that is timed in turn with others. */
export interface Turn<T> {
  readonly name: string;
  readonly take: () => Promise<Timed<T>>;
}

/** Medians over the rounds, and the result of the first round. */
export interface Outcome<T> extends Timed<T> {
  readonly name: string;
}

/** Number of repetitions. */
export interface Repeats {
  /** Maximum number of timed runs of one turn. */
  readonly rounds: number;
  /** A turn is not repeated after it has used this much CPU time, milliseconds. */
  readonly budgetMs: number;
}

/** A first run that takes longer counts as a timed run, since the warm-up is a small part of it. */
const NO_WARM_UP_MS = 700;

/**
 * Takes all turns in rounds. Each round begins with a different turn, so that other load on the machine affects all
 * alike.
 */
export async function takeTurns<T>(
  turns: readonly Turn<T>[],
  { rounds, budgetMs }: Repeats,
): Promise<Outcome<T>[]> {
  const runs = turns.map((turn) => ({ turn, cpu: [] as number[], wall: [] as number[], spent: 0 }));
  const values = new Map<Turn<T>, T>();
  for (let round = 0; round <= rounds; round++) {
    for (let i = 0; i < runs.length; i++) {
      const run = runs[(i + round) % runs.length]!;
      if (run.spent > budgetMs && run.cpu.length > 0) continue;
      const { cpuMs, wallMs, value } = await run.turn.take();
      run.spent += cpuMs;
      if (round === 0) values.set(run.turn, value);
      if (round === 0 && cpuMs <= NO_WARM_UP_MS) continue;
      run.cpu.push(cpuMs);
      run.wall.push(wallMs);
    }
  }
  return runs.map(({ turn, cpu, wall }) => ({
    name: turn.name,
    cpuMs: median(cpu),
    wallMs: median(wall),
    value: values.get(turn)!,
  }));
}
