import { type CompressRequest, formatBytes, sameRequest } from '@kcolors/codecs/request';
import { say } from '../texts/texts.ts';
import type { StudioFacts } from './words.ts';

/** One result: what it weighs, and how good it looks. */
export interface TracePoint {
  readonly bytes: number;
  /** Of the look, 0 to 100. */
  readonly score: number;
  readonly approximate: boolean;
  readonly asked?: CompressRequest;
}

/** What was tried with a picture, the newest last. */
export type Trace = readonly TracePoint[];

const MOST = 64; // points: a long drag leaves one for every step of the slider

/** The trace with one more result, which is the current one; an earlier one of the same request makes room. */
export function traced(trace: Trace, facts: StudioFacts): Trace {
  const { after: bytes, approximate, asked, look } = facts;
  if (!look || !(bytes > 0)) return trace;
  const others = trace.filter((point) => !isSame(point.asked, asked));
  return [...others.slice(-(MOST - 1)), { bytes, score: look.score, approximate, ...(asked && { asked }) }];
}

const isSame = (one: CompressRequest | undefined, other: CompressRequest | undefined): boolean =>
  one !== undefined && other !== undefined && sameRequest(one, other);

/** Where the chart begins and ends. */
export interface TraceRange {
  readonly bytes: readonly [least: number, most: number];
  readonly score: readonly [least: number, most: number];
}

/** A range around all points, with room beside them, never so narrow that nothing seems much. */
export function rangeOf(trace: Trace): TraceRange {
  const sizes = trace.map(({ bytes }) => bytes);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const margin = Math.max((most - least) * 0.08, most * 0.25 - (most - least) / 2);
  const worst = Math.min(...trace.map(({ score }) => score));
  return {
    bytes: [Math.max(0, least - margin), most + margin],
    score: [Math.max(0, Math.min(60, Math.floor((worst - 4) / 10) * 10)), 100],
  };
}

/** The chart in a sentence. */
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
    least: formatBytes(sorted[0]!.bytes),
    worst: Math.min(...scores),
    most: formatBytes(sorted.at(-1)!.bytes),
    best: Math.max(...scores),
  });
}
