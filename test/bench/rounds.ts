import { median, type Timed } from './clock.ts';

/** Something that is timed in turn with others. */
export interface Turn<T> {
  readonly name: string;
  readonly take: () => Promise<Timed<T>>;
}

/** Medians over the rounds, and what came of the first. */
export interface Outcome<T> extends Timed<T> {
  readonly name: string;
}

/** How often a turn is taken. */
export interface Repeats {
  /** Most timed runs of one turn. */
  readonly rounds: number;
  /** A turn is not taken once more when it has used this much CPU time, milliseconds. */
  readonly budgetMs: number;
}

/** A first run that takes longer counts itself: what a warm-up still adds is little beside it. */
const NO_WARM_UP_MS = 700;

/** Takes all turns in rounds, each beginning with another one, so that what else the machine does hits all alike. */
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
