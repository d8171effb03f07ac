// Fills and strokes of layers, their styles, and the regions of vectors.
import type { Accessor } from './accessors.ts';
import { checkPaints } from './paints.ts';
import { charactersOf, uniformRun } from './text.ts';
import { copy, dynamicPage, frozen, later, type NodeState, record, type World } from './world.ts';

type Check = (where: string) => void;
type List = 'fills' | 'strokes';
const STYLE_OF = { fills: 'fillStyleId', strokes: 'strokeStyleId' } as const;

function accessors(world: World, state: NodeState): Record<string, Accessor> {
  const list = (name: List): Accessor => ({
    get: () => paintsOf(world, state, name),
    set(value) {
      const paints = checkPaints(world, `set_${name}`, value, true);
      keep(world, state, name);
      setPaints(state, name, paints);
    },
    isRecorded: true,
  });
  const style = (name: List): Accessor => ({
    get: () => styleOf(world, state, name),
    set: dynamicPage(`set_${STYLE_OF[name]}`, `node.set${name === 'fills' ? 'Fill' : 'Stroke'}StyleIdAsync`),
  });
  return {
    fills: list('fills'),
    strokes: list('strokes'),
    fillStyleId: style('fills'),
    strokeStyleId: style('strokes'),
  };
}

function paintsOf(world: World, state: NodeState, list: List): readonly Paint[] | symbol {
  if (list === 'fills' && state.follows) return paintsOf(world, world.nodes.get(state.follows)!, list);
  if (list === 'fills' && state.type === 'TEXT' && charactersOf(state) !== '') {
    const run = uniformRun(state);
    if (!run) return world.mixed;
    return run.fillStyleId ? world.styles.get(run.fillStyleId)!.paints : run.fills;
  }
  if (list === 'fills' && regionsDiffer(state)) return world.mixed;
  const styleId = state[STYLE_OF[list]];
  return styleId ? world.styles.get(styleId)!.paints : state[list];
}

function regionsDiffer({ network, fills }: NodeState): boolean {
  const looks = new Set((network?.regions ?? []).map((region) => JSON.stringify(region.fills ?? fills)));
  return looks.size > 1;
}

function styleOf(world: World, state: NodeState, list: List): string | symbol {
  if (list === 'fills' && state.type === 'TEXT' && charactersOf(state) !== '')
    return uniformRun(state)?.fillStyleId ?? world.mixed;
  return state[STYLE_OF[list]];
}

/** Fills that are set are the node's own: it lets go of its style. */
function setPaints(state: NodeState, list: List, paints: readonly Paint[]): void {
  if (list === 'fills' && state.type === 'TEXT')
    state.runs = [{ text: charactersOf(state), fills: paints, fillStyleId: '' }];
  if (list === 'fills' && state.network?.regions)
    state.network = frozen({
      ...state.network,
      regions: state.network.regions.map((one) => ({ ...one, fills: paints })),
    });
  if (list === 'fills') state.follows = undefined; // an override
  state[list] = paints;
  state[STYLE_OF[list]] = '';
}

/** Records what takes back the next change of a list. */
function keep(world: World, state: NodeState, list: List): void {
  const runs = state.runs.map((run) => ({ ...run }));
  const { network, follows, [list]: paints, [STYLE_OF[list]]: styleId } = state;
  const before = { runs, network, follows, [list]: paints, [STYLE_OF[list]]: styleId };
  record(world, () => Object.assign(state, before));
}

function functions(world: World, state: NodeState, check: Check) {
  const setListAsync = (list: List, name: string) => (paints: unknown) =>
    later(world, name, () => {
      check(name);
      const checked = checkPaints(world, name, paints, false);
      keep(world, state, list);
      setPaints(state, list, checked);
    });
  const setStyleAsync = (list: List, name: string) => (styleId: string) =>
    later(world, name, () => {
      check(name);
      if (styleId !== '' && !world.styles.has(styleId)) throw new Error(`in ${name}: There is no such style`);
      keep(world, state, list);
      const before = paintsOf(world, state, list);
      if (typeof before !== 'symbol') setPaints(state, list, before); // letting go keeps what it painted
      state[STYLE_OF[list]] = styleId;
      if (list === 'fills') for (const run of state.runs) run.fillStyleId = styleId;
    });
  return {
    setFillsAsync: setListAsync('fills', 'setFillsAsync'),
    setStrokesAsync: setListAsync('strokes', 'setStrokesAsync'),
    setFillStyleIdAsync: setStyleAsync('fills', 'setFillStyleIdAsync'),
    setStrokeStyleIdAsync: setStyleAsync('strokes', 'setStrokeStyleIdAsync'),
    ...(state.type === 'VECTOR' ? { setVectorNetworkAsync: setNetwork(world, state, check) } : {}),
  };
}

const setNetwork = (world: World, state: NodeState, check: Check) => (network: VectorNetwork) =>
  later(world, 'setVectorNetworkAsync', () => {
    check('setVectorNetworkAsync');
    for (const region of network.regions ?? [])
      if (region.fills) checkPaints(world, 'setVectorNetworkAsync', region.fills, false);
    keep(world, state, 'fills');
    state.network = frozen(copy(network));
  });

export const fillFunctions = { accessors, functions };
