import {
  formatName,
  type InputFormat,
  type PaletteEntry,
  type QualityScore,
  withArticle,
} from '@kcolors/codecs';
import { formatBytes } from '@kcolors/codecs/request';
import type { WorkerResult } from './compress-file.ts';
import { type Plan, planOfResult, type Source } from './plan.ts';
import type { PreviewPair } from './preview.ts';

/** The report of one file. Text, JSON and HTML output are made from it. */
export type FileReport = DoneReport | ErrorReport;

export interface DoneReport {
  readonly input: string;
  /** Path of the result, or of a copy of the original; null if nothing had to be written. */
  readonly output: string | null;
  /** `'stripped'`: the original without its metadata and with unchanged pixels. */
  readonly status: 'compressed' | 'kept' | 'stripped';
  readonly bytesBefore: number;
  /** Size of the current file: the result, or the original that was kept. */
  readonly bytesAfter: number;
  readonly format: InputFormat;
  readonly width: number;
  readonly height: number;
  /** Size of the original in pixels, if it was reduced. */
  readonly resizedFrom?: { readonly width: number; readonly height: number } | undefined;
  /** Empty for full-color images, and for originals that were kept or stripped. */
  readonly palette: readonly PaletteEntry[];
  readonly mse: number;
  readonly psnr: number;
  /** Visual quality, only of a new result with a requested quality. */
  readonly qualityScore?: QualityScore | undefined;
  readonly notes: readonly string[];
  readonly preview?: PreviewPair | undefined;
}

export interface ErrorReport {
  readonly input: string;
  readonly status: 'error';
  readonly error: string;
}

/** A file to write. */
export interface Write {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The file to write for a result, if any, and the report about it. */
export interface Settled {
  readonly write?: Write;
  readonly report: DoneReport;
}

/** Converts the result of a compression to the file to write and the report. */
export function settle(planned: Plan, result: WorkerResult): Settled {
  const plan = planOfResult(planned, result.format);
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
    ...(result.resizedFrom && { resizedFrom: result.resizedFrom }),
    palette: isKept && !isExact ? [] : result.palette,
    mse: isKept ? 0 : result.mse,
    psnr: isKept ? Number.POSITIVE_INFINITY : result.psnr,
    qualityScore: isKept ? undefined : result.qualityScore,
    notes: isKept ? keptNotes(plan, result) : [...plan.notes, ...result.notes, ...largerNote(result)],
    preview: result.preview,
  };
  return { ...(path !== undefined && { write: { path, bytes: result.bytes } }), report };
}

function keptNotes({ source, format, output, keptOutput }: Plan<Source>, result: WorkerResult): string[] {
  const isConversion = format !== source.format && output !== undefined && keptOutput === undefined;
  if (result.outcome === 'stripped') return [...result.notes];
  if (!isConversion) return [...result.notes];
  const size = `As ${withArticle(format)} it would be ${formatBytes(result.bytesAfter)}`;
  return [`${size}: nothing was written. Use --out with a file name to write it anyway.`];
}

function largerNote({ bytes, bytesBefore, format }: WorkerResult): string[] {
  if (bytes.length < bytesBefore) return [];
  const more = bytes.length === bytesBefore ? 'no smaller' : 'larger';
  return [
    `The ${formatName(format)} is ${more} than the original: ${formatBytes(bytesBefore)} became ${formatBytes(bytes.length)}.`,
  ];
}
