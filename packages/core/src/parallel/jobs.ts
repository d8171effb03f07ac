import {
  extractPaletteSteps,
  type Histogram,
  mergeHistograms,
  type Progress,
  type QuantizeErrorCode,
  type QuantizeOptions,
  type QuantizeResult,
  quantizeSteps,
  type RgbaImage,
  remapSteps,
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

/**
 * What a thread can be asked for, step by step, so that it can tell how far it is. The first argument of each is what
 * holds the pixels. A job of another kind is one more line here: both sides of a thread read this record.
 */
const JOBS: Record<JobName, unknown> = {
  quantize: quantizeSteps,
  extractPalette: extractPaletteSteps,
  remap: remapSteps,
  countStrip,
  findColors: (samples: RgbaImage, counted: readonly Histogram[], options: QuantizeOptions) =>
    findColors(mergeHistograms(counted), samples, options),
  labelStrip,
  joinStrips: joinSteps,
};

export type JobName =
  | 'quantize'
  | 'extractPalette'
  | 'remap'
  | 'countStrip'
  | 'findColors'
  | 'labelStrip'
  | 'joinStrips';

/** One job as it is sent to a thread. */
export interface Call {
  readonly name: JobName;
  readonly args: readonly unknown[];
  /** Whether anyone listens to its progress. */
  readonly reports: boolean;
}

/** What keeps a thread to itself: whoever opened the session talks to it by a port. */
export interface Visit {
  readonly name: 'session';
  readonly args: readonly [image: RgbaImage, options: SessionOptions, port: MessagePort];
}

/** What comes back for it. Errors of our own come as plain fields: classes do not survive the way between threads. */
export type Answer =
  | { readonly result: unknown }
  | { readonly refusal: QuantizeErrorFields }
  | { readonly failure: unknown };

interface QuantizeErrorFields {
  readonly code: QuantizeErrorCode;
  readonly expected: string;
  readonly received: string;
  readonly message: string;
  readonly stack: string | undefined;
}

/** The steps of a job. What is wrong with its arguments is thrown by the first step. */
export function stepsOf({ name, args }: Pick<Call, 'name' | 'args'>): Generator<Progress, unknown> {
  const steps = JOBS[name] as (...args: readonly unknown[]) => Generator<Progress, unknown>;
  return steps(...args);
}

function* joinSteps(
  size: Pick<RgbaImage, 'height' | 'width'>,
  indices: Uint8Array,
  found: FoundColors,
  strips: readonly Pick<LabeledStrip, 'cost' | 'counts'>[],
): Generator<Progress, QuantizeResult> {
  const result = joinStrips(size, found, indices, strips);
  yield { stage: 'remap', done: 1 };
  return result;
}
