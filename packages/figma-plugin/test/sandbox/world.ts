// The state behind the stand-in for Figma, and the rules that hold everywhere in it.
import type { DocumentSpec } from '../host/document-spec.ts';

export type Mutable = Record<string, unknown>;

/** What is behind a node; the plugin sees only what the accessors give out. */
export interface NodeState extends Mutable {
  id: string;
  type: string;
  removed: boolean;
  parent: NodeState | null;
  children: NodeState[] | undefined;
  fills: readonly Paint[];
  strokes: readonly Paint[];
  fillStyleId: string;
  strokeStyleId: string;
  runs: { text: string; fills: readonly Paint[]; fillStyleId: string }[];
  network: VectorNetwork | undefined;
  /** Id of the layer whose fills it shows. */
  follows: string | undefined;
  pluginData: Record<string, string>;
  relaunch: Record<string, string>;
  /** Of a page. */
  isLoaded: boolean;
  /** What the plugin holds of it. */
  handle: BaseNode;
}

export interface StyleState {
  id: string;
  name: string;
  paints: readonly Paint[];
  remote: boolean;
  pluginData: Record<string, string>;
  handle: PaintStyle;
}

export interface World {
  readonly spec: DocumentSpec;
  readonly mixed: symbol;
  readonly images: Map<string, Image>;
  readonly nodes: Map<string, NodeState>;
  readonly pages: NodeState[];
  readonly styles: Map<string, StyleState>;
  currentPage: NodeState;
  selection: NodeState[];
  /** Tells the plugin, whoever has selected. */
  onSelection: () => void;
  nextId: number;
  /** Fonts that were loaded. */
  readonly fonts: Set<string>;
  readonly undo: { pending: (() => void)[]; steps: (() => void)[][] };
  /** While the user edits, nothing is counted as the plugin's change. */
  isUserEditing: boolean;
  /** Code of a test that runs when an asynchronous function of that name is called next: what a user does meanwhile. */
  readonly interruptions: { name: string; act: () => void }[];
}

/** A change, with what takes it back. */
export function record(world: World, revert: () => void): void {
  if (!world.isUserEditing) world.undo.pending.push(revert);
}

/** The answer of an asynchronous function. Time passes until it is there. */
export async function later<Value>(world: World, name: string, value: () => Value): Promise<Value> {
  await Promise.resolve();
  const index = world.interruptions.findIndex((one) => one.name === name);
  if (index >= 0) {
    const { act } = world.interruptions.splice(index, 1)[0]!;
    world.isUserEditing = true;
    try {
      act();
    } finally {
      world.isUserEditing = false;
    }
  }
  return value();
}

/** What Figma throws when the synchronous twin of a function is called. */
export const dynamicPage = (name: string, instead: string) => (): never => {
  throw new Error(`in ${name}: Cannot call with documentAccess: dynamic-page. Use ${instead} instead.`);
};

/** Everything that Figma gives out is frozen. */
export function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const one of Object.values(value)) frozen(one);
  return Object.freeze(value);
}

/** A copy, of data alone. */
export const copy = <Value>(value: Value): Value =>
  value === undefined ? value : JSON.parse(JSON.stringify(value));

const LARGEST_ENTRY = 100 * 1024; // bytes of plugin data, with the key and the id of the plugin
const PLUGIN_ID_LENGTH = 19;

/** Plugin data, of nodes and styles alike. */
export function pluginDataOf(world: World, data: Record<string, string>, check: () => void) {
  return {
    getPluginData(key: string) {
      check();
      return data[key] ?? '';
    },
    setPluginData(key: string, value: string) {
      check();
      if (typeof value !== 'string')
        throw new Error('in setPluginData: Expected "value" to have type string');
      if (key.length + value.length + PLUGIN_ID_LENGTH > LARGEST_ENTRY)
        throw new Error('in setPluginData: Cannot store more than 100 kB in one entry');
      const before = data[key];
      if (value === '') delete data[key];
      else data[key] = value;
      record(world, () => {
        if (before === undefined) delete data[key];
        else data[key] = before;
      });
    },
    getPluginDataKeys() {
      check();
      return Object.keys(data);
    },
  };
}
