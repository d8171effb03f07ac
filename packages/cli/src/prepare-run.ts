import { dirname, sep } from 'node:path';
import { findClashes, type Protected } from './clashes.ts';
import { type Locate, type openPlaces, type PlaceIndex, placeOfStream } from './file-identity.ts';
import type { FileFacts } from './file-lookup.ts';
import type { InputFile } from './inputs.ts';
import { type LeftAlone, leaveAlone } from './left-alone.ts';
import { formatProblems, type Plan, placesOf, planOutput, type Source, withoutMetadata } from './plan.ts';
import { pathDigestOf, type ResultsLog } from './results-log.ts';
import type { Destination, Settings } from './settings.ts';

type Places = ReturnType<typeof openPlaces>;

/** All facts that decide the outputs of a run. */
export interface RunFacts<S extends Source> {
  /** Readable inputs, with the digest of their content. */
  readonly sources: readonly (S & { readonly digest: string })[];
  /** All files that were found, including unreadable ones. */
  readonly found: readonly Pick<InputFile, 'name' | 'path'>[];
  /** Other files that the run reads, which no result may replace. */
  readonly reads: readonly string[];
  /** The file that standard input is redirected from. */
  readonly stdin: FileFacts | undefined;
  /** The file that standard output is redirected to. */
  readonly stdout: FileFacts | undefined;
  /** Files below the output folder, which are not inputs. */
  readonly below: readonly Pick<InputFile, 'path'>[];
  readonly isNamed: (source: S) => boolean;
  readonly destination: Destination;
  readonly format: Settings['format'];
  /** Whether originals that are kept lose their metadata. */
  readonly strips: boolean;
  /** Path of the report. */
  readonly report: string | undefined;
  readonly places: Places;
  readonly log: ResultsLog;
}

export interface PreparedRun<S extends Source> {
  readonly plans: readonly Plan<S & { readonly digest: string }>[];
  readonly left: readonly LeftAlone<S>[];
  /** Problems that prevent all writing. */
  readonly problems: readonly string[];
  /** Files that no result may replace. */
  readonly inputs: PlaceIndex<Protected>;
}

/** Plans the outputs of all files that were found. Writes nothing. */
export function prepareRun<S extends Source>(facts: RunFacts<S>): PreparedRun<S> {
  const { destination, format, isNamed, log, places, report, strips } = facts;
  const { locate } = places;
  const sources = eachOnce(facts.sources, places);
  const { inputs: used, left } = leaveAlone(sources, destination, {
    madeFrom: originIn(sources, locate, log),
    isNamed,
  });
  const earlier = places.index<true>();
  for (const path of [...facts.below.map(({ path }) => path), ...left.map(({ source }) => source.path)]) {
    if (path !== undefined) earlier.add(locate(path), true);
  }
  const plans = used
    .map((source) => planOutput(source, destination, format))
    .map((plan) => (strips ? withoutMetadata(plan, destination) : plan))
    .map((plan) => guardFound(plan, earlier, locate));

  const inputs = places.index<Protected>();
  // Results of earlier runs may be replaced. For a file that the user named, its name alone does not make it a
  // result.
  const replaceable = new Set(
    left.filter(({ why, source }) => why === 'result' || !isNamed(source)).map(({ source }) => source.path),
  );
  for (const { name, path } of facts.found) {
    if (!replaceable.has(path)) inputs.add(locate(path), { name, isImage: true });
  }
  for (const path of facts.reads) inputs.add(locate(path), { name: path, isImage: false });
  if (facts.stdin) inputs.add(placeOfStream(facts.stdin), { name: 'standard input', isImage: true });
  const stdout = facts.stdout && placeOfStream(facts.stdout);
  const outputs = places.index<string>();
  const clashes = findClashes(plans, { locate, inputs, outputs, report, stdout });
  return { plans, left, inputs, problems: [...formatProblems(plans, destination, format), ...clashes] };
}

/** Removes duplicates: two spellings of a folder list each file twice. */
function eachOnce<S extends Source>(sources: readonly S[], { index, locate }: Places): S[] {
  const seen = index<true>();
  return sources.filter(({ path }) => {
    if (path === undefined) return true;
    const place = locate(path);
    if (seen.find(place)) return false;
    seen.add(place, true);
    return true;
  });
}

/** Finds the source of a file. The log has to record the file's path with its current content. */
export function originIn<S extends Pick<Source, 'path'>>(
  sources: readonly S[],
  locate: Locate,
  log: ResultsLog,
): (file: Pick<S, 'path'> & { readonly digest: string }) => S | undefined {
  const pathDigest = (path: string | undefined) =>
    path === undefined ? '' : pathDigestOf(locate(path).path);
  let byPath: ReadonlyMap<string, S> | undefined;
  return ({ digest, path }) => {
    const records = log.of(digest);
    if (records.length === 0) return undefined;
    byPath ??= new Map(sources.map((source) => [pathDigest(source.path), source]));
    const own = pathDigest(path);
    const isOurs = (source: string) => source !== own && byPath!.has(source);
    const record = records.find((each) => each.path === own && isOurs(each.sourcePath));
    return record && byPath.get(record.sourcePath);
  };
}

/**
 * Restricts a plan whose output is a skipped file: only an own result may be replaced, even if the user named the
 * path.
 */
function guardFound<S extends Source>(plan: Plan<S>, found: PlaceIndex<true>, locate: Locate): Plan<S> {
  if (plan.others) {
    const all = plan.others.map((other) => guardFound(other, found, locate));
    return { ...guardFound({ ...plan, others: undefined }, found, locate), others: all };
  }
  if (plan.mayReplace !== 'anything') return plan;
  return placesOf(plan).some((path) => found.find(locate(path)))
    ? { ...plan, mayReplace: 'own-result' }
    : plan;
}

/** Separates inputs from files in the output folder, which may be below an input folder. */
export function splitBelow<F extends Pick<InputFile, 'path' | 'relative'>>(
  files: readonly F[],
  out: string | undefined,
  locate: Locate,
): { readonly files: readonly F[]; readonly below: readonly F[] } {
  if (out === undefined) return { files, below: [] };
  const folder = locate(out).path;
  const isBelow = (path: string, above: string) => path.startsWith(above.endsWith(sep) ? above : above + sep);
  const isResult = ({ path, relative }: F) => {
    const given = path.endsWith(relative) ? path.slice(0, path.length - relative.length) : dirname(path);
    return isBelow(folder, locate(given).path) && isBelow(locate(dirname(path)).path + sep, folder);
  };
  return { files: files.filter((file) => !isResult(file)), below: files.filter(isResult) };
}
