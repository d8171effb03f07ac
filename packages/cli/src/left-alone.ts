import { hasSuffix } from '@kcolors/codecs';
import type { Source } from './plan.ts';
import type { Destination } from './settings.ts';

/** A file that was found but is not compressed. */
export interface LeftAlone<S extends Source = Source> {
  readonly source: S;
  /** `'result'`: an earlier run made this file from `of`. `'name'`: it has the name of a result of `of`. */
  readonly why: 'result' | 'name';
  readonly of: S;
}

/** Queries about the sources of a run. */
export interface SourceFacts<S extends Source> {
  /** Returns the source that kcolors made this file from, if the file is unchanged since. */
  readonly madeFrom: (source: S) => S | undefined;
  /** Whether the user named this file, rather than a folder or a pattern. */
  readonly isNamed: (source: S) => boolean;
}

/**
 * Separates inputs from results of earlier runs, so that no run compresses a result again. A named file is an input,
 * except with results beside their originals: there a shell expands `*.png` to results too.
 */
export function leaveAlone<S extends Source>(
  sources: readonly S[],
  destination: Destination,
  { madeFrom, isNamed }: SourceFacts<S>,
): { readonly inputs: readonly S[]; readonly left: readonly LeftAlone<S>[] } {
  const inputs: S[] = [];
  const left: LeftAlone<S>[] = [];
  const named = destination.kind === 'beside' ? resultNames(sources, destination.suffix) : undefined;
  for (const source of sources) {
    const origin = named || !isNamed(source) ? originOf(source, madeFrom) : undefined;
    const sibling = named?.get(stemOf(source.realPath));
    if (origin) left.push({ source, why: 'result', of: origin });
    else if (sibling) left.push({ source, why: 'name', of: sibling });
    else inputs.push(source);
  }
  return { inputs, left };
}

/** Returns the first original in a chain of results; undefined for a cycle. */
function originOf<S extends Source>(source: S, madeFrom: (source: S) => S | undefined): S | undefined {
  const passed = new Set([source]);
  let origin = madeFrom(source);
  while (origin) {
    if (passed.has(origin)) return undefined;
    passed.add(origin);
    const before = madeFrom(origin);
    if (!before) return origin;
    origin = before;
  }
  return undefined;
}

/**
 * Maps stems of result names to their originals: the input `photo.png` has the results `photo.min.png` and
 * `photo.min.webp`.
 */
function resultNames<S extends Source>(sources: readonly S[], suffix: string): Map<string, S> {
  const originals = sources.filter(({ name }) => !hasSuffix(name, suffix));
  return new Map(originals.map((source) => [`${stemOf(source.realPath)}${suffix}`, source]));
}

const stemOf = (path: string): string => path.replace(/\.[^./\\]+$/, '');
