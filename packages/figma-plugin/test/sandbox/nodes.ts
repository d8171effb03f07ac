// The layers. What the plugin gets of one is an object of accessors over its state; they throw once it is removed.
import type { NodeSpec } from '../host/document-spec.ts';
import { type Accessor, accessorsOf } from './accessors.ts';
import { fillFunctions } from './fills.ts';
import { charactersOf, textFunctions } from './text.ts';
import { treeFunctions } from './tree.ts';
import { copy, frozen, type NodeState, pluginDataOf, record, type World } from './world.ts';

const CONTAINERS = [
  'FRAME',
  'GROUP',
  'COMPONENT',
  'COMPONENT_SET',
  'INSTANCE',
  'SECTION',
  'SLIDE',
  'BOOLEAN_OPERATION',
  'PAGE',
];
const WITHOUT_PAINTS = ['GROUP', 'SLICE', 'PAGE'];

/** Makes a node and all that is in it. */
export function makeNode(world: World, spec: NodeSpec, parent: NodeState | null): NodeState {
  const { id, type, children = [], runs = [], regions } = spec;
  const state: NodeState = {
    id,
    type,
    removed: false,
    parent,
    children: CONTAINERS.includes(type) ? [] : undefined,
    name: spec.name ?? type.toLowerCase(),
    visible: spec.visible ?? true,
    locked: spec.locked ?? false,
    opacity: 1,
    x: spec.x ?? 0,
    y: spec.y ?? 0,
    width: spec.width ?? 100,
    height: spec.height ?? 100,
    strokeWeight: spec.strokeWeight ?? 1,
    follows: spec.follows,
    fills: frozen(copy((spec.fills ?? []) as Paint[])),
    strokes: frozen(copy((spec.strokes ?? []) as Paint[])),
    fillStyleId: spec.fillStyleId ?? '',
    strokeStyleId: spec.strokeStyleId ?? '',
    runs: runs.map(({ text, fills, fillStyleId = '' }) => ({
      text,
      fills: frozen(copy(fills as Paint[])),
      fillStyleId,
    })),
    network: regions && frozen(copy(networkOf(regions)) as VectorNetwork),
    pluginData: {},
    relaunch: {},
    isLoaded: type !== 'PAGE',
    handle: undefined as unknown as BaseNode,
  };
  state.handle = makeHandle(world, state);
  world.nodes.set(id, state);
  for (const child of children) state.children?.push(makeNode(world, child, state));
  return state;
}

function networkOf(regions: NonNullable<NodeSpec['regions']>) {
  const vertices = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 5, y: 9 },
  ];
  const segments = vertices.map((_, start) => ({ start, end: (start + 1) % vertices.length }));
  return {
    vertices,
    segments,
    regions: regions.map((one) => ({ windingRule: 'NONZERO', loops: [[0, 1, 2]], ...one })),
  };
}

function makeHandle(world: World, state: NodeState): BaseNode {
  const check = (where: string) => {
    if (state.removed) throw new Error(`in ${where}: The node with id "${state.id}" does not exist`);
  };
  const handle: Record<string, unknown> = {};
  const accessors: Record<string, Accessor> = {
    ...accessorsOf(world, state, check),
    ...(WITHOUT_PAINTS.includes(state.type) ? {} : fillFunctions.accessors(world, state)),
  };
  for (const [key, { get, set, isRecorded }] of Object.entries(accessors)) {
    const guardedGet = () => {
      if (key !== 'id' && key !== 'removed') check(`get_${key}`);
      return get();
    };
    const guardedSet = (value: unknown) => {
      check(`set_${key}`);
      if (!set) throw new Error(`in set_${key}: Cannot set this property`);
      const before = isRecorded ? undefined : get();
      set(value);
      if (!isRecorded) record(world, () => set(before));
    };
    Object.defineProperty(handle, key, { get: guardedGet, set: guardedSet, enumerable: true });
  }
  Object.assign(
    handle,
    pluginDataOf(world, state.pluginData, () => check('pluginData')),
    treeFunctions(world, state, check, (spec, parent) => makeNode(world, spec, parent)),
    WITHOUT_PAINTS.includes(state.type) ? {} : fillFunctions.functions(world, state, check),
    state.type === 'TEXT' ? textFunctions(world, state, check) : {},
  );
  return Object.preventExtensions(handle) as unknown as BaseNode;
}

/** A text that can be read of a node, for tests. */
export function describeNode(world: World, state: NodeState) {
  const { type, name, parent, x, y, strokes, fillStyleId, network, pluginData, relaunch } = state;
  const { fills } = (WITHOUT_PAINTS.includes(type) ? { fills: [] } : state.handle) as { fills: unknown };
  const { layoutMode, width, height, cornerRadius, opacity } = state;
  return {
    type,
    name,
    parent: parent?.id ?? null,
    x,
    y,
    fills: fills === world.mixed ? 'mixed' : fills,
    strokes,
    runs: state.runs,
    regions: network?.regions ?? [],
    fillStyleId,
    pluginData,
    relaunch,
    props: { layoutMode, width, height, cornerRadius, opacity, characters: charactersOf(state) },
  };
}
