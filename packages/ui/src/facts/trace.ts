import { type CompressRequest, formatBytes, sameRequest } from '@kcolors/codecs/request';
import { say } from '../texts/texts.ts';
import type { StudioFacts } from './words.ts';

/** Size and quality score of one result. */
export interface TracePoint {
  readonly bytes: number;
  /** Quality score, 0 to 100. */
  readonly score: number;
  readonly approximate: boolean;
  readonly requested?: CompressRequest;
}

/** The results tried for an image, the newest last. */
export type Trace = readonly TracePoint[];

const MAX_POINTS = 64; // points: a long drag adds one for every step of the slider

/** Appends a result and removes an earlier one of the same request. */
export function traced(trace: Trace, facts: StudioFacts): Trace {
  const { after: bytes, approximate, requested, qualityScore } = facts;
  if (!qualityScore || !(bytes > 0)) return trace;
  const others = trace.filter((point) => !isSame(point.requested, requested));
  return [
    ...others.slice(-(MAX_POINTS - 1)),
    { bytes, score: qualityScore.score, approximate, ...(requested && { requested }) },
  ];
}

const isSame = (one: CompressRequest | undefined, other: CompressRequest | undefined): boolean =>
  one !== undefined && other !== undefined && sameRequest(one, other);

/** The ranges of the chart's axes. */
export interface TraceRange {
  readonly bytes: readonly [min: number, max: number];
  readonly score: readonly [min: number, max: number];
}

/**
 * Returns ranges around all points, with a margin. They have a minimum width, so that small differences look small.
 */
export function rangeOf(trace: Trace): TraceRange {
  const sizes = trace.map(({ bytes }) => bytes);
  const [min, max] = [Math.min(...sizes), Math.max(...sizes)];
  const margin = Math.max((max - min) * 0.08, max * 0.25 - (max - min) / 2);
  const worst = Math.min(...trace.map(({ score }) => score));
  return {
    bytes: [Math.max(0, min - margin), max + margin],
    score: [Math.max(0, Math.min(60, Math.floor((worst - 4) / 10) * 10)), 100],
  };
}

/** Describes the chart in one sentence. */
export function traceWords(trace: Trace): string {
  const now = trace.at(-1);
  if (!now) return '';
  const sorted = [...trace].sort((one, other) => one.bytes - other.bytes);
  const scores = trace.map(({ score }) => Math.round(score));
  const values = { bytes: formatBytes(now.bytes), score: Math.round(now.score) };
  if (trace.length === 1) return say('traceSaidOne', values);
  return say('traceSaid', {
    ...values,
    count: trace.length,
    min: formatBytes(sorted[0]!.bytes),
    worst: Math.min(...scores),
    max: formatBytes(sorted.at(-1)!.bytes),
    best: Math.max(...scores),
  });
}
