import {
  createSession,
  extractPaletteSteps,
  type Histogram,
  mergeHistograms,
  type PaletteOptions,
  type PaletteResult,
  type PaletteSource,
  type Progress,
  type QuantizeOptions,
  type QuantizeResult,
  quantizeSteps,
  type RemapOptions,
  type RemapResult,
  type RgbaImage,
  remapSteps,
  type Session,
  type SessionChanges,
  type SessionOptions,
} from '../index.ts';
import {
  countStrip,
  type FoundColors,
  findColors,
  joinStrips,
  type LabeledStrip,
  labelStrip,
} from '../strips.ts';
import { type Handlers, type Job, runSteps } from '../threads/index.ts';

/** Jobs that a thread runs in steps, so that it can report progress. */
export interface StepTasks {
  quantize(image: RgbaImage, options?: QuantizeOptions): QuantizeResult;
  extractPalette(source: PaletteSource, options?: PaletteOptions): PaletteResult;
  remap(image: RgbaImage, palette: Uint8Array, options?: RemapOptions): RemapResult;
  countStrip(strip: RgbaImage, counted: Histogram | undefined, options: QuantizeOptions): Histogram;
  findColors(samples: RgbaImage, counted: readonly Histogram[], options: QuantizeOptions): FoundColors;
  labelStrip(strip: RgbaImage, found: FoundColors, options: QuantizeOptions): LabeledStrip;
  joinStrips(
    size: Pick<RgbaImage, 'height' | 'width'>,
    indices: Uint8Array,
    found: FoundColors,
    strips: readonly Omit<LabeledStrip, 'indices'>[],
  ): QuantizeResult;
}

/** All tasks of a thread. The number of the call that opened a session identifies it. */
export interface CoreTasks extends StepTasks {
  /** Returns the preview image. */
  openSession(image: RgbaImage, options: SessionOptions): RgbaImage;
  previewInSession(session: number, changes: SessionChanges): QuantizeResult;
  quantizeInSession(session: number, changes: SessionChanges): QuantizeResult;
}

type Steps = Generator<Progress, unknown>;
type StepsOf<Task> = Task extends (...args: infer Args) => infer Result
  ? (...args: Args) => Generator<Progress, Result>
  : never;

/** The step generator of each job. Its first step throws on invalid arguments. */
const STEPS: { readonly [Name in keyof StepTasks]: StepsOf<StepTasks[Name]> } = {
  quantize: quantizeSteps,
  extractPalette: extractPaletteSteps,
  remap: remapSteps,
  countStrip,
  findColors: (samples, counted, options) => findColors(mergeHistograms(counted), samples, options),
  labelStrip,
  *joinStrips(size, indices, found, strips) {
    const result = joinStrips(size, found, indices, strips);
    yield { stage: 'remap', done: 1 };
    return result;
  },
};

/** Returns the steps of a job. */
export function stepsOf(name: keyof StepTasks, args: readonly unknown[]): Steps {
  return (STEPS[name] as (...args: readonly unknown[]) => Steps)(...args);
}

/** Returns the tasks that a thread serves to one port. */
export function coreTasks(): Handlers<CoreTasks> {
  const sessions = new Map<number, Session>();
  const run = async <Result>(job: Job, steps: Generator<Progress, Result>, slice?: number) =>
    job.giveAll(await runSteps(steps, job.report, job.signal, slice));
  const names = Object.keys(STEPS) as (keyof StepTasks)[];
  const stepTasks = names.map((name) => [
    name,
    (job: Job, ...args: readonly unknown[]) => run(job, stepsOf(name, args)),
  ]);
  return {
    ...(Object.fromEntries(stepTasks) as Handlers<StepTasks>),
    openSession(job, image, options) {
      const session = createSession(image, options);
      sessions.set(job.id, session);
      job.keep(() => {
        session.close();
        sessions.delete(job.id);
      });
      return job.copyImage(session.previewImage); // copied: the session still needs it
    },
    previewInSession: (job, id, changes) => job.giveAll(sessions.get(id)!.preview(changes)),
    // A pause after each step lets another call end this one within a step.
    quantizeInSession: (job, id, changes) => run(job, sessions.get(id)!.quantizeSteps(changes), 0),
  };
}
