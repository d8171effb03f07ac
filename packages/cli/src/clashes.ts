import type { Locate, Place, PlaceIndex } from './file-identity.ts';
import { mayReplaceAt, type Plan, placesOf } from './plan.ts';

/** A file that no result of the run may replace, with its display name. */
export interface Protected {
  readonly name: string;
  /** Whether the file is one of the images, and not the palette. */
  readonly isImage: boolean;
}

export interface ClashFacts {
  readonly locate: Locate;
  readonly inputs: PlaceIndex<Protected>;
  /** Places of results; initially empty. */
  readonly outputs: PlaceIndex<string>;
  /** Path of the report. */
  readonly report: string | undefined;
  /** The target file of a redirected standard output. */
  readonly stdout: Place | undefined;
}

/** Finds results that would replace an input or another result, before anything is written. */
export function findClashes(plans: readonly Plan[], facts: ClashFacts): string[] {
  const { locate, inputs, outputs, report, stdout } = facts;
  const problems: string[] = [];
  /** Results that would replace an input, by the key of the input. */
  const overInputs = new Map<string, string>();
  for (const plan of plans) {
    const { source } = plan;
    const located = placesOf(plan).map((path) => ({ path, place: locate(path) }));
    const places = new Map(located.map((each) => [each.place.key, each]));
    for (const { path, place } of places.values()) {
      const mayReplace = mayReplaceAt(plan, path);
      const there = inputs.findFile(place);
      const owner = mayReplace === 'input' && there?.isImage ? undefined : there;
      // A name that kcolors chose may belong to an earlier result: `write-result.ts` checks it.
      const isChosen = owner !== undefined && mayReplace === 'own-result';
      const other = isChosen ? overInputs.get(place.key) : outputs.find(place);
      if (owner && !isChosen) problems.push(overInput(source.name, owner));
      else if (other !== undefined)
        problems.push(`${other} and ${source.name} would both be written to ${place.path}`);
      if (isChosen) overInputs.set(place.key, source.name);
      else outputs.add(place, source.name);
    }
  }
  if (report !== undefined) problems.push(...reportClash(report, locate(report), facts));
  if (stdout) problems.push(...stdoutClash(stdout, facts));
  return problems;
}

function overInput(name: string, owner: Protected): string {
  const itself = 'itself: use --in-place, or another --out';
  const isItself = owner.isImage && owner.name === name;
  return `${name} would be written over ${isItself ? itself : nameOf(owner)}`;
}

function reportClash(report: string, place: Place, { inputs, outputs }: ClashFacts): string[] {
  const input = inputs.findFile(place);
  if (input) return [`the report would be written over ${nameOf(input)}: name another file for --report`];
  const other = outputs.find(place);
  return other === undefined
    ? []
    : [`the report and the result of ${other} would both be written to ${report}`];
}

function stdoutClash(stdout: Place, { inputs, outputs }: ClashFacts): string[] {
  const input = inputs.findFile(stdout);
  if (input) return [`standard output goes into ${nameOf(input)}: name another file`];
  const other = outputs.findFile(stdout);
  return other === undefined ? [] : [`standard output and the result of ${other} would be one file`];
}

/** Returns `the input a.png` or `the palette brand.ase`. */
const nameOf = ({ name, isImage }: Protected): string => `the ${isImage ? 'input' : 'palette'} ${name}`;
