import { type CssNode, splitAt } from './nodes.ts';

/** Values of channel keywords, such as `l` in `oklch(from red l c h)`. */
export type Channels = Readonly<Record<string, number>>;

const DEGREES: Readonly<Record<string, number>> = { deg: 1, grad: 0.9, rad: 180 / Math.PI, turn: 360 };
const CONSTANTS: Channels = { pi: Math.PI, e: Math.E };

/**
 * Returns the number of a part of a color: a number, a percentage, an angle in degrees, a channel, or a calculation.
 * @param full - the number that 100% stands for
 * @returns undefined if it is none; `'none'` for the keyword
 */
export function numberOf(node: CssNode, full: number, channels: Channels = {}): number | 'none' | undefined {
  if (node.kind === 'word' && node.text.toLowerCase() === 'none') return 'none';
  return valueAt(node, full, channels);
}

function valueAt(node: CssNode, full: number, channels: Channels): number | undefined {
  if (node.kind === 'number') {
    if (node.unit === '') return node.value;
    if (node.unit === '%') return (node.value / 100) * full;
    return Object.hasOwn(DEGREES, node.unit) ? node.value * DEGREES[node.unit]! : undefined;
  }
  if (node.kind === 'word') {
    const name = node.text.toLowerCase();
    if (Object.hasOwn(channels, name)) return channels[name];
    return Object.hasOwn(CONSTANTS, name) ? CONSTANTS[name] : undefined;
  }
  if (node.kind !== 'function' || !Object.hasOwn(FUNCTIONS, node.name)) return undefined;
  const values: number[] = [];
  for (const part of splitAt(node.children, ',')) {
    const value = sumOf(part, full, channels);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return FUNCTIONS[node.name]!(values);
}

const FUNCTIONS: Readonly<Record<string, (values: readonly number[]) => number | undefined>> = {
  '': only,
  calc: only,
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  clamp: ([low, value, high]) => Math.max(low!, Math.min(value!, high!)),
  abs: ([value]) => Math.abs(value!),
  sign: ([value]) => Math.sign(value!),
  round: ([value, step = 1]) => Math.round(value! / step) * step,
  pow: ([base, exponent]) => base! ** exponent!,
  sqrt: ([value]) => Math.sqrt(value!),
};

function only(values: readonly number[]): number | undefined {
  return values.length === 1 ? values[0] : undefined;
}

/** Returns the value of `a + b * c`. A sign may be part of a number, as in `l -0.1`. */
function sumOf(nodes: readonly CssNode[], full: number, channels: Channels): number | undefined {
  let [sum, product, isDivision, isNegative] = [0, Number.NaN, false, false];
  let needsValue = true;
  for (const node of nodes) {
    const sign = node.kind === 'sign' ? node.text : undefined;
    if (sign === undefined) {
      const value = valueAt(node, full, channels);
      if (value === undefined || !needsValue) return undefined;
      product = Number.isNaN(product)
        ? isNegative
          ? -value
          : value
        : isDivision
          ? product / value
          : product * value;
      needsValue = false;
      continue;
    }
    if (needsValue || !'+-*/'.includes(sign)) return undefined;
    needsValue = true;
    isDivision = sign === '/';
    if (sign === '+' || sign === '-') {
      sum += product;
      product = Number.NaN;
      isNegative = sign === '-';
    }
  }
  return needsValue ? undefined : sum + product;
}
