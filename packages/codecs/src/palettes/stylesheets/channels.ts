import { hexOfNodes } from '../css/css-color.ts';
import type { CssNode } from '../css/nodes.ts';

/** Names of variables whose three numbers are no color. */
const OTHER =
  /flex|grid|bezier|ease|order|weight|size|width|height|space|spacing|gap|radius|index|duration|delay|scale|ratio|position|column|row|inset|margin|padding|line|level|version|offset|rotate|translate|transform|origin/i;

/**
 * Returns the color of channels without their function, as shadcn and Tailwind CSS 3 write them: `0 0% 98%` is HSL and
 * `255 102 0` is RGB.
 * @param used - name of the function in which the style sheet uses the variable, if any
 */
export function hexOfChannels(
  name: string,
  nodes: readonly CssNode[],
  used: string | undefined,
): string | undefined {
  const values = nodes.filter((node) => node.kind !== 'sign');
  const isList = nodes.every(
    (node) => node.kind === 'number' || (node.kind === 'sign' && ',/'.includes(node.text)),
  );
  if (!isList || values.length < 3 || values.length > 4) return undefined;
  const shape = functionOf(values.slice(0, 3));
  const isMisused = shape === 'hsl' && (used === 'rgb' || used === 'rgba');
  const own = isMisused ? shape : (used ?? (OTHER.test(name) ? undefined : shape));
  return own && hexOfNodes([{ kind: 'function', name: own, children: nodes }]);
}

function functionOf(values: readonly CssNode[]): 'hsl' | 'rgb' | undefined {
  const [first, ...others] = values.map((node) => (node.kind === 'number' ? node : { value: 0, unit: '?' }));
  const isAngle = first!.unit === '' || first!.unit === 'deg';
  if (isAngle && others.every(({ unit }) => unit === '%')) return 'hsl';
  const isByte = ({ value, unit }: { value: number; unit: string }) =>
    unit === '' && Number.isInteger(value) && value >= 0 && value <= 255;
  return [first!, ...others].every(isByte) ? 'rgb' : undefined;
}

const USE = /\b(rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(\s*var\(\s*(--[\w-]+)/gi;

/** Returns the functions in which variables are used: `hsl` for `--a` in `hsl(var(--a) / 50%)`. */
export function channelUses(code: string): ReadonlyMap<string, string> {
  const uses = new Map<string, string>();
  for (const [, name, variable] of code.matchAll(USE)) {
    if (!uses.has(variable!)) uses.set(variable!, name!.toLowerCase());
  }
  return uses;
}

/** Functions of Bootstrap that are calculated as it defines them. */
const KNOWN = /^(?:tint|shade|shift)-color$/;

/** Returns the names of the functions that a Sass style sheet defines. */
export function definedFunctions(code: string): ReadonlySet<string> {
  const names = [...code.matchAll(/@function\s+([\w-]+)/g)].map(([, name]) => name!);
  return new Set(names.filter((name) => !KNOWN.test(name)));
}
