import type { Half, Region } from '../images.ts';

export type Side = 'A' | 'B';

/** What a file of the key says of one picture. */
export interface Entry {
  readonly id: string;
  /** What is set side by side. */
  readonly comparison: string;
  readonly image: string;
  readonly kind: string;
  readonly half: Half;
  /** The side on which ours is. */
  readonly ours: Side;
  readonly crop: Region;
  readonly kcolors: { readonly bytes: number; readonly made: string };
  readonly pngquant: { readonly bytes: number; readonly made: string };
}

/** What a viewer says of one picture. */
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
 * @throws if they are no list of answers, or one is of a picture that is not in the key, or twice there.
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
