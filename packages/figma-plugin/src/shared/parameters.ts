// Parameters of a quick action: “Reduce colors 16 floyd-steinberg” typed into Figma's search. The sandbox
// suggests them and the page applies them. Their keys are in the manifest.
import type { CompressOptions } from '@kcolors/codecs';

type Kernel = NonNullable<NonNullable<CompressOptions['quantize']>['kernel']>;
export type Dithering = 'none' | Kernel;

const MIN_COLORS = 2;
const MAX_COLORS = 256;
export const USUAL_COLORS: readonly number[] = [8, 16, 32, 64, 128, 256];

/** A record, so that the compiler reports a missing kernel. */
const DITHERINGS: Readonly<Record<Dithering, true>> = {
  none: true,
  'floyd-steinberg': true,
  'sierra-lite': true,
  'jarvis-judice-ninke': true,
};
const ditherings = Object.keys(DITHERINGS) as Dithering[];

export const COLORS_EXPECTED = `Expected a whole number from ${MIN_COLORS} to ${MAX_COLORS}`;
export const DITHERING_EXPECTED = `Expected ${ditherings.join(', ')}`;

export interface QuickAction {
  readonly colors: number;
  /** Undefined when it was not given. */
  readonly dithering: Dithering | undefined;
}

export function parseColors(typed: string): number | undefined {
  const colors = Number(typed);
  const isColors =
    typed.trim() !== '' && Number.isInteger(colors) && colors >= MIN_COLORS && colors <= MAX_COLORS;
  return isColors ? colors : undefined;
}

/** Returns the typed dithering, or those whose names contain the typed text. */
export function matchDitherings(typed: string): readonly Dithering[] {
  const part = typed.trim().toLowerCase();
  return ditherings.filter((name) => name.includes(part));
}

/** Parses the parameters of a quick action. Returns an error message when they are invalid. */
export function parseQuickAction(parameters: Readonly<Record<string, string>>): QuickAction | string {
  const { colors: typed = '', dither } = parameters;
  const colors = parseColors(typed);
  if (colors === undefined) return `${COLORS_EXPECTED} but received “${typed}”.`;
  if (dither === undefined) return { colors, dithering: undefined };
  const [dithering, ...more] = matchDitherings(dither);
  if (!dithering || more.length > 0) return `${DITHERING_EXPECTED} but received “${dither}”.`;
  return { colors, dithering };
}
