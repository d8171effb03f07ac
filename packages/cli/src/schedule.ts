/** A job and its memory cost, in any unit. */
export interface Job<T> {
  readonly cost: number;
  readonly run: () => Promise<T>;
}

/**
 * Runs jobs in order, at most `slots` at a time and at most `budget` in total cost. A single job may cost more than
 * `budget`. `onDone` receives the results in the order of the jobs, each once all earlier ones are done.
 */
export async function runScheduled<T>(
  jobs: readonly Job<T>[],
  { slots, budget }: { readonly slots: number; readonly budget: number },
  onDone: (result: T, index: number) => void,
): Promise<T[]> {
  const results: T[] = [];
  const running = new Set<Promise<void>>();
  let cost = 0;
  let told = 0;

  const start = async (job: Job<T>, index: number) => {
    results[index] = await job.run();
    cost -= job.cost;
    while (told in results) onDone(results[told]!, told++);
  };
  for (const [index, job] of jobs.entries()) {
    while (running.size >= slots || (running.size > 0 && cost + job.cost > budget)) {
      await Promise.race(running);
    }
    cost += job.cost;
    const started: Promise<void> = start(job, index).finally(() => running.delete(started));
    running.add(started);
  }
  await Promise.all(running);
  return results;
}
