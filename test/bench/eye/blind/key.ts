import type { Half, Region } from '../images.ts';

export type Side = 'A' | 'B';

/** A key entry for one image. */
export interface Entry {
  readonly id: string;
  /** Name of the comparison. */
  readonly comparison: string;
  readonly image: string;
  readonly kind: string;
  readonly half: Half;
  /** The side that shows kcolors. */
  readonly ours: Side;
  readonly crop: Region;
  readonly kcolors: { readonly bytes: number; readonly made: string };
  readonly pngquant: { readonly bytes: number; readonly made: string };
}

/** A viewer's answer about one image. */
export interface Answer {
  readonly id: string;
  readonly nearer: Side | 'none';
  readonly accepted: Readonly<Record<Side, boolean>>;
  readonly points: Readonly<Record<Side, string>>;
}

/** The answers of one viewer. */
export interface Viewer {
  readonly name: string;
  readonly answers: readonly Answer[];
}

/**
 * Reads the answers of a viewer.
 * @throws if the text is not a list of answers, or an answer is repeated or about an image that is not in the key.
 */
export function readAnswers(name: string, text: string, key: readonly Entry[]): Viewer {
  const fail = (what: string): never => {
    throw new Error(`${name}: ${what}`);
  };
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) return fail('expected a list of answers');
  const seen = new Set<string>();
  const answers = list.map((one: Partial<Answer>): Answer => {
    const id = String(one.id);
    if (!key.some((entry) => entry.id === id)) fail(`there is no picture “${id}”`);
    if (seen.has(id)) fail(`two answers for picture “${id}”`);
    seen.add(id);
    const nearer = (['A', 'B', 'none'] as const).find((side) => side === one.nearer);
    if (!nearer) return fail(`expected A, B or none for nearer of “${id}” but received ${one.nearer}`);
    const { A, B } = one.accepted ?? {};
    if (typeof A !== 'boolean' || typeof B !== 'boolean') {
      return fail(`expected true or false for accepted.A and accepted.B of “${id}”`);
    }
    return {
      id,
      nearer,
      accepted: { A, B },
      points: { A: one.points?.A ?? '', B: one.points?.B ?? '' },
    };
  });
  return { name, answers };
}
