import { hexOfNodes } from '../css/css-color.ts';
import { type CssNode, nodesOf } from '../css/nodes.ts';

/** Value of a variable in a block. */
interface Definition {
  readonly value: string;
  readonly block: number;
}

/** Variables of style sheets by their name with its sign, such as `--brand`, `$brand` or `$colors/brand` in a map. */
export interface Variables {
  readonly define: (name: string, definition: Definition) => void;
  /** Returns nodes in which variables are replaced by their values. */
  readonly expand: (nodes: readonly CssNode[], block: number) => Expanded;
}

/** Nodes with the names of variables that are not defined. */
interface Expanded {
  readonly nodes: readonly CssNode[];
  readonly missing: readonly string[];
}

const MAX_HOPS = 20; // from variable to variable
const MAX_NODES = 200;
const NOTHING: Expanded = { nodes: [], missing: [] };

/** Creates an empty list of variables. */
export function createVariables(): Variables {
  const definitions = new Map<string, Definition>(); // the first one of each name
  const others = new Map<string, Map<number, Definition>>(); // in other blocks
  const known = new Map<string, Expanded>();

  /** Returns the value in the same block, or else the first one. */
  const find = (name: string, block: number): Definition | undefined => {
    const first = definitions.get(name);
    return first?.block === block ? first : (others.get(name)?.get(block) ?? first);
  };
  const valueAt = (name: string, block: number, hops: number): Expanded | undefined => {
    const found = find(name, block);
    if (!found || hops > MAX_HOPS) return undefined;
    const key = `${found.block} ${name}`;
    const earlier = known.get(key);
    if (earlier) return earlier;
    known.set(key, { nodes: [], missing: [name] }); // for a circle
    const nodes = nodesOf(withoutFlags(found.value));
    const expanded = nodes ? shortened(expandNodes(nodes, found.block, hops + 1), name) : NOTHING;
    known.set(key, expanded);
    return expanded;
  };
  const expandNodes = (nodes: readonly CssNode[], block: number, hops: number): Expanded => {
    const missing: string[] = [];
    const expanded: CssNode[] = [];
    for (let i = 0; i < nodes.length && expanded.length < MAX_NODES; i++) {
      const node = nodes[i]!;
      const reference = referenceAt(nodes, i);
      if (reference) {
        const value = valueAt(reference.name, block, hops);
        const other = value ?? (reference.fallback && expandNodes(reference.fallback, block, hops + 1));
        if (other) {
          expanded.push(...other.nodes.slice(0, MAX_NODES));
          missing.push(...other.missing);
        } else missing.push(reference.name);
        i += reference.length - 1;
      } else if (node.kind === 'function') {
        const inner = expandNodes(node.children, block, hops);
        expanded.push({ ...node, children: inner.nodes });
        missing.push(...inner.missing);
      } else if (node.kind !== 'sign' || !'#{}'.includes(node.text)) expanded.push(node); // not of `#{$name}`
    }
    return { nodes: expanded, missing: missing.slice(0, MAX_NODES) };
  };
  return {
    define: (name, definition) => {
      const first = definitions.get(name);
      if (!first) definitions.set(name, definition);
      else if (first.block !== definition.block) {
        const all = others.get(name) ?? new Map<number, Definition>();
        if (!all.has(definition.block)) all.set(definition.block, definition);
        others.set(name, all);
      }
    },
    expand: (nodes, block) => expandNodes(nodes, block, 0),
  };
}

const MAX_KEPT = 60; // nodes of a value

/** Returns a long value as its color, so that a chain of functions does not get longer with each variable. */
function shortened(expanded: Expanded, name: string): Expanded {
  if (sizeOf(expanded.nodes, MAX_KEPT) <= MAX_KEPT) return expanded;
  const hex = hexOfNodes(expanded.nodes);
  return hex === undefined
    ? { nodes: [], missing: [name] }
    : { nodes: [{ kind: 'hash', text: hex.slice(1) }], missing: expanded.missing };
}

/** Returns the number of nodes, also of inner ones; it stops counting above a maximum. */
function sizeOf(nodes: readonly CssNode[], max: number): number {
  let size = 0;
  const queue = [...nodes];
  while (queue.length > 0 && size <= max) {
    const node = queue.pop()!;
    size++;
    if (node.kind === 'function') queue.push(...node.children);
  }
  return size;
}

/** Returns a value without `!default` and `!important`. */
export function withoutFlags(value: string): string {
  const own = value.trim();
  const at = own.lastIndexOf('!');
  return at >= 0 && /^!\s*\w+$/.test(own.slice(at)) ? own.slice(0, at).trimEnd() : own;
}

interface Reference {
  readonly name: string;
  /** Number of nodes that it takes. */
  readonly length: number;
  readonly fallback?: readonly CssNode[] | undefined;
}

/** Returns the reference at a node: `var(--a, b)`, `$a`, `colors.$a`, `@a`, `map-get($a, b)` or `map.get($a, b)`. */
function referenceAt(nodes: readonly CssNode[], at: number): Reference | undefined {
  const [node, next, third] = nodes.slice(at, at + 3);
  if (node?.kind === 'function') {
    if (node.name === 'map-get') return mapReference(node.children, 1);
    const [first, comma, ...rest] = node.children;
    if (node.name !== 'var' || first?.kind !== 'word' || !first.text.startsWith('--')) return undefined;
    return { name: first.text, length: 1, fallback: comma && rest };
  }
  if (node?.kind === 'sign') {
    const isLabel = third?.kind === 'sign' && third.text === ':'; // of an argument, as in `$alpha: .5`
    if (node.text === '$' && next?.kind === 'word' && !isLabel) return { name: `$${next.text}`, length: 2 };
    if (!/^@[\w-]+$/.test(node.text)) return undefined;
    const key = next?.kind === 'sign' && next.text === '[' ? third : undefined;
    return key?.kind === 'word'
      ? { name: `${node.text}/${key.text}`, length: 4 }
      : { name: node.text, length: 1 };
  }
  if (node?.kind !== 'word' || next?.kind !== 'sign' || next.text !== '.') return undefined;
  if (third?.kind === 'function' && third.name === 'get') return mapReference(third.children, 3);
  const variable = third?.kind === 'sign' && third.text === '$' ? nodes[at + 3] : undefined;
  return variable?.kind === 'word' ? { name: `$${variable.text}`, length: 4 } : undefined;
}

function mapReference(children: readonly CssNode[], length: number): Reference | undefined {
  const words = children.flatMap((node) =>
    node.kind === 'word' || node.kind === 'string'
      ? [node.text]
      : node.kind === 'number'
        ? [`${node.value}`]
        : [],
  );
  const [map, ...keys] = words;
  return map === undefined ? undefined : { name: `$${[map, ...keys].join('/')}`, length };
}
