import { deltaE, type Rgb } from '../../../packages/core/test/helpers/scenes.ts';
import type { FoundColor } from './extractors.ts';

/**
 * Matches found colors to true ones: within `reach`, each to at most one, as many as possible. Augmenting paths: H.
 * Kuhn, "The Hungarian method for the assignment problem", 1955, DOI 10.1002/nav.3800020109.
 */
export function match(
  truth: readonly Rgb[],
  found: readonly FoundColor[],
  reach: number,
): (FoundColor | undefined)[] {
  const owners = new Map<number, number>();
  const near = truth.map((color) =>
    found
      .map(({ rgb }, i) => ({ i, apart: deltaE(color, rgb) }))
      .filter(({ apart }) => apart < reach)
      .sort((a, b) => a.apart - b.apart)
      .map(({ i }) => i),
  );
  const place = (color: number, tried: Set<number>): boolean => {
    for (const i of near[color]!) {
      if (tried.has(i)) continue;
      tried.add(i);
      const owner = owners.get(i);
      if (owner !== undefined && !place(owner, tried)) continue;
      owners.set(i, color);
      return true;
    }
    return false;
  };
  for (let color = 0; color < truth.length; color++) place(color, new Set());
  const matched: (FoundColor | undefined)[] = truth.map(() => undefined);
  for (const [i, color] of owners) matched[color] = found[i];
  return matched;
}
