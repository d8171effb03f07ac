// Where a layer is, and how it is moved, copied and removed.
import type { NodeSpec } from '../host/document-spec.ts';
import { copy, later, type NodeState, record, type World } from './world.ts';

type Make = (spec: NodeSpec, parent: NodeState | null) => NodeState;

export function treeFunctions(world: World, state: NodeState, check: (where: string) => void, make: Make) {
  const common = {
    setRelaunchData(data: Record<string, string>) {
      check('setRelaunchData');
      const before = state.relaunch;
      state.relaunch = { ...data };
      record(world, () => {
        state.relaunch = before;
      });
    },
    ...(state.children ? { appendChild: (child: SceneNode) => append(world, state, check, child) } : {}),
  };
  if (state.type === 'PAGE')
    return {
      ...common,
      loadAsync: () =>
        later(world, 'loadAsync', () => {
          state.isLoaded = true;
        }),
    };
  return {
    ...common,
    remove() {
      check('remove');
      if (isInInstance(state)) throw new Error('in remove: Removing this node is not allowed');
      const { parent } = state;
      const index = parent?.children?.indexOf(state) ?? -1;
      detach(state);
      setRemoved(state, true);
      record(world, () => {
        setRemoved(state, false);
        parent?.children?.splice(index, 0, state);
        state.parent = parent;
      });
    },
    /** The copy is a layer of the current page. */
    clone() {
      check('clone');
      const clone = cloneState(world, state, make);
      place(clone, world.currentPage);
      record(world, () => setRemoved(clone, true));
      return clone.handle;
    },
    resize(width: number, height: number) {
      check('resize');
      if (!(width >= 0.01 && height >= 0.01)) throw new Error('in resize: Expected at least 0.01');
      Object.assign(state, { width, height });
    },
  };
}

function append(world: World, parent: NodeState, check: (where: string) => void, child: SceneNode): void {
  check('appendChild');
  const moved = world.nodes.get(child.id)!;
  if (parent.type === 'INSTANCE' || isInInstance(parent))
    throw new Error(
      'in appendChild: Cannot move node. New parent is an instance or is inside of an instance',
    );
  const { parent: before } = moved;
  detach(moved);
  place(moved, parent);
  record(world, () => {
    detach(moved);
    if (before) place(moved, before);
  });
}

export function place(state: NodeState, parent: NodeState): void {
  state.parent = parent;
  parent.children!.push(state);
}

function detach(state: NodeState): void {
  const siblings = state.parent?.children;
  if (siblings) siblings.splice(siblings.indexOf(state), 1);
  state.parent = null;
}

function setRemoved(state: NodeState, isRemoved: boolean): void {
  state.removed = isRemoved;
  for (const child of state.children ?? []) setRemoved(child, isRemoved);
}

function isInInstance(state: NodeState): boolean {
  for (let above = state.parent; above; above = above.parent) if (above.type === 'INSTANCE') return true;
  return false;
}

/** With paints, styles and plugin data, as Figma does. */
function cloneState(world: World, original: NodeState, make: Make): NodeState {
  const { type, children = [], handle: _, parent: __, ...rest } = original;
  const clone = make({ id: `${world.nextId++}:1`, type }, null);
  const { id } = clone;
  Object.assign(clone, copy({ ...rest, children: undefined }), { id, type, parent: null, removed: false });
  Object.assign(clone.pluginData, original.pluginData);
  if (original.children) clone.children = [];
  for (const child of children) place(cloneState(world, child, make), clone);
  return clone;
}
