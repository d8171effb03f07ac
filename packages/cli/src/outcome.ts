import { formatName, type InputFormat, type Look, type PaletteEntry } from '@kcolors/codecs';
import { formatBytes } from '@kcolors/codecs/request';
import type { Plan, Source } from './plan.ts';
import type { PreviewPair } from './preview.ts';
import type { WorkerResult } from './worker.ts';

/** What happened to a file: the one record that text, JSON and HTML are made of. */
export type FileReport = DoneReport | ErrorReport;

export interface DoneReport {
  readonly input: string;
  /** Where the result, or a copy of the original, is; null when nothing had to be written. */
  readonly output: string | null;
  /** `'stripped'`: the original without its metadata, its pixels as they were. */
  readonly status: 'compressed' | 'kept' | 'stripped';
  readonly bytesBefore: number;
  /** Size of what there is now: the result, or the original that was kept. */
  readonly bytesAfter: number;
  readonly format: InputFormat;
  readonly width: number;
  readonly height: number;
  /** Empty for an image in full color and for an original that was kept or stripped. */
  readonly palette: readonly PaletteEntry[];
  readonly mse: number;
  readonly psnr: number;
  /** How much the result looks like the original; only of a new one, and where a quality was asked for. */
  readonly look?: Look | undefined;
  readonly notes: readonly string[];
  readonly preview?: PreviewPair | undefined;
}

export interface ErrorReport {
  readonly input: string;
  readonly status: 'error';
  readonly error: string;
}

/** A file to be written. */
export interface Write {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What has to be written for a result, if anything, and what to say about it. */
export interface Settled {
  readonly write?: Write;
  readonly report: DoneReport;
}

/** Turns the answer of the compression into what is written and what is said. */
export function settle(plan: Plan, result: WorkerResult): Settled {
  const isStripped = result.outcome === 'stripped';
  const isKept = result.outcome === 'kept' || isStripped;
  const path = isStripped ? plan.strippedOutput : isKept ? plan.keptOutput : plan.output;
  const isExact = result.mse === 0;
  const report: DoneReport = {
    input: plan.source.name,
    output: path ?? null,
    status: result.outcome,
    bytesBefore: result.bytesBefore,
    bytesAfter: result.bytes.length,
    format: result.format,
    width: result.width,
    height: result.height,
    palette: isKept && !isExact ? [] : result.palette,
    mse: isKept ? 0 : result.mse,
    psnr: isKept ? Number.POSITIVE_INFINITY : result.psnr,
    look: isKept ? undefined : result.look,
    notes: isKept ? keptNotes(plan, result) : [...plan.notes, ...result.notes, ...largerNote(result)],
    preview: result.preview,
  };
  return { ...(path !== undefined && { write: { path, bytes: result.bytes } }), report };
}

function keptNotes({ source, format, output, keptOutput }: Plan<Source>, result: WorkerResult): string[] {
  const isConversion = format !== source.format && output !== undefined && keptOutput === undefined;
  if (result.outcome === 'stripped') return [...result.notes];
  if (!isConversion) return [...result.notes];
  const size = `As a ${formatName(format)} it would be ${formatBytes(result.bytesAfter)}`;
  return [`${size}: nothing was written. Use --out with a file name to write it anyway.`];
}

function largerNote({ bytes, bytesBefore, format }: WorkerResult): string[] {
  if (bytes.length < bytesBefore) return [];
  const more = bytes.length === bytesBefore ? 'no smaller' : 'larger';
  return [
    `The ${formatName(format)} is ${more} than the original: ${formatBytes(bytesBefore)} became ${formatBytes(bytes.length)}.`,
  ];
}
