import { stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { decodeImage, encodeMask, encodeRgbaPng, type Metadata } from '@kcolors/codecs';
import { printable, printableJson } from '@kcolors/codecs/printable';
import type { RgbaImage } from '@kcolors/core';
import { cutOut, extractColors, maskOf, type Segments, segmentImage } from '@kcolors/core/palette';
import { FORMAT_HOOKS } from './avif.ts';
import type { Protected } from './clashes.ts';
import { openPlaces } from './file-identity.ts';
import { openLookup } from './file-lookup.ts';
import { findInputs, type InputFile } from './inputs.ts';
import { onInterrupt } from './interrupt.ts';
import { insideFolder } from './plan.ts';
import { originIn, splitBelow } from './prepare-run.ts';
import { reasonOf } from './reason.ts';
import { readRegularFile } from './regular-file.ts';
import { digestOf, openResultsLog, stateFolder } from './results-log.ts';
import { UsageError } from './settings.ts';
import { printError, type Terminal } from './terminal.ts';
import { stopWriting } from './write-atomic.ts';
import { fileActions, type Original, openWriting, type WriteResult } from './write-result.ts';

/** Options of `kcolors segments`. */
export interface SegmentsSettings {
  readonly colors: number | 'auto';
  readonly salience: number;
  readonly out?: string | undefined;
  readonly masks?: boolean | undefined;
  readonly maxPixels?: number | undefined;
  readonly followLinks?: boolean | undefined;
  /** Whether to replace files that are not segments of the same image. */
  readonly force?: boolean | undefined;
}

/** An entry of the segment list, which is written beside the images. */
interface ListedSegment {
  readonly color: string;
  readonly share: number;
  readonly pixels: number;
  readonly box: Segments['list'][number]['box'];
  readonly file: string;
  readonly mask?: string;
}

/** Writes the segments of all images, one image at a time. Returns the exit code. */
export async function runSegments(
  args: readonly string[],
  settings: SegmentsSettings,
  terminal: Terminal,
): Promise<number> {
  const { out } = settings;
  if (out === undefined) throw new UsageError('segments are several files: name a folder with --out');
  if (args.includes('-')) throw new UsageError('"segments" does not read standard input: name files');
  if (
    await stat(out).then(
      (there) => !there.isDirectory(),
      () => false,
    )
  )
    throw new UsageError(`Expected a folder for --out but "${out}" is a file`);
  const { failures, files: found } = await findInputs(args, { followLinks: settings.followLinks });
  for (const { message, name } of failures) printError(terminal, message, name);
  let failed = failures.length;
  const places = openPlaces(openLookup());
  const log = openResultsLog(stateFolder());
  const { files } = splitBelow(found, out, places.locate);
  const inputs = places.index<Protected>();
  for (const { name, path } of files) inputs.add(places.locate(path), { name, isImage: true });
  const actions = fileActions();
  const write = openWriting({ ...places, actions, inputs, log, force: settings.force ?? false });
  const madeFrom = originIn(files, places.locate, log);
  const taken = places.index<string>();
  const release = onInterrupt(terminal, stopWriting);
  try {
    for (const file of files) {
      try {
        const { bytes, stats } = await readRegularFile(file.path);
        const source = { ...file, access: stats, digest: digestOf(bytes) };
        if (!args.includes(file.name) && madeFrom(source)) continue; // a result of an earlier run, not an input
        const stem = stemOf(file, out);
        await actions.makeFolder(dirname(stem));
        const place = places.locate(listPath(stem));
        const other = taken.find(place);
        if (other !== undefined) throw new Error(`its segments would be written over those of ${other}`);
        taken.add(place, file.name);
        terminal.out.write(await cutImage(bytes, { stem, source, write }, settings));
      } catch (error) {
        failed++;
        printError(terminal, reasonOf(error), file.name);
      }
    }
  } finally {
    release();
  }
  return failed > 0 ? 1 : 0;
}

/** Returns the path prefix of an image's files. It keeps the name and the folders below the given folder. */
function stemOf({ relative }: InputFile, out: string): string {
  return join(out, insideFolder(relative.slice(0, relative.length - extname(relative).length)));
}

const listPath = (stem: string): string => `${stem}-segments.json`;

/** Path prefix of an image's files, and the function that writes them. */
interface Target {
  readonly stem: string;
  readonly source: Original;
  readonly write: WriteResult;
}

async function cutImage(bytes: Uint8Array, target: Target, settings: SegmentsSettings): Promise<string> {
  const { colors: count, masks, maxPixels, salience } = settings;
  const { source, stem } = target;
  const { image, metadata } = await decodeImage(bytes, { ...FORMAT_HOOKS, ...(maxPixels && { maxPixels }) });
  const found = extractColors(image, { colors: count, salience });
  if (found.length === 0) throw new Error('nothing of it is visible');
  const segments = segmentImage(image, Uint8Array.from(found.flatMap(({ rgba }) => [...rgba])));
  const listed: ListedSegment[] = [];
  for (let index = 0; index < segments.list.length; index++)
    listed.push(await writeSegment(image, metadata, segments, index, target, masks ?? false));
  const { width, height } = image;
  const list = { image: source.name, width, height, segments: listed };
  await writeFile(target, listPath(stem), Buffer.from(`${printableJson(list)}\n`));
  const lines = listed.map(
    ({ box, color, file: name, share: part }) =>
      `  ${color}  ${(100 * part).toFixed(1).padStart(5)} %  ${box.width} × ${box.height} at ${box.x}, ${box.y}  ${printable(name)}\n`,
  );
  return `${printable(`${source.name} → ${listPath(stem)}`)}\n${lines.join('')}`;
}

async function writeSegment(
  image: RgbaImage,
  metadata: Metadata,
  segments: Segments,
  index: number,
  target: Target,
  masks: boolean,
): Promise<ListedSegment> {
  const { box, pixels, rgba, share: part } = segments.list[index]!;
  const hex = Buffer.from(rgba.subarray(0, 3)).toString('hex');
  const path = `${target.stem}-${index + 1}-${hex}.png`;
  const { bytes } = await encodeRgbaPng(cutOut(image, segments, index), { metadata });
  await writeFile(target, path, bytes);
  const listed = { color: `#${hex}`, share: part, pixels, box, file: basename(path) };
  if (!masks) return listed;
  const mask = `${target.stem}-${index + 1}-${hex}-mask.png`;
  const written = await encodeMask(maskOf(segments, index), segments.width, segments.height);
  await writeFile(target, mask, written.bytes);
  return { ...listed, mask: basename(mask) };
}

const writeFile = ({ source, write }: Target, path: string, bytes: Uint8Array) =>
  write({ path, bytes, mayReplace: 'own-result', source });
