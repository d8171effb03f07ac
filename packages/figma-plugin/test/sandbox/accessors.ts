// The properties of layers that are neither paints nor children.
import { charactersOf } from './text.ts';
import { dynamicPage, frozen, type Mutable, type NodeState, type World } from './world.ts';

export interface Accessor {
  get(): unknown;
  set?(value: unknown): void;
  /** Setting it records what takes it back. */
  readonly isRecorded?: true;
}

const LAYOUT = {
  layoutMode: 'NONE',
  primaryAxisSizingMode: 'FIXED',
  counterAxisSizingMode: 'FIXED',
  counterAxisAlignItems: 'MIN',
  itemSpacing: 0,
  paddingTop: 0,
  paddingRight: 0,
  paddingBottom: 0,
  paddingLeft: 0,
};

export function accessorsOf(
  world: World,
  state: NodeState,
  check: (where: string) => void,
): Record<string, Accessor> {
  const plain = (key: string): Accessor => ({
    get: () => state[key],
    set(value) {
      state[key] = value;
    },
  });
  const readOnly = (key: string): Accessor => ({ get: () => state[key] });
  const common: Record<string, Accessor> = {
    id: readOnly('id'),
    type: readOnly('type'),
    removed: readOnly('removed'),
    name: typed(state, 'name', 'string'),
    parent: { get: () => state.parent?.handle ?? null },
  };
  if (state.children)
    common.children = {
      get() {
        if (!state.isLoaded)
          throw new Error(
            'Cannot access `children` on a page that has not been explicitly loaded. Please call `await page.loadAsync()` first',
          );
        return Object.freeze(state.children!.map(({ handle }) => handle));
      },
    };
  if (state.type === 'PAGE') return { ...common, selection: selectionOf(world, state, check) };

  const layout = state.type === 'FRAME' || state.type === 'COMPONENT' || state.type === 'INSTANCE';
  if (layout) Object.assign(state, { ...LAYOUT, ...state });
  return {
    ...common,
    visible: typed(state, 'visible', 'boolean'),
    locked: typed(state, 'locked', 'boolean'),
    opacity: typed(state, 'opacity', 'number'),
    x: typed(state, 'x', 'number'),
    y: typed(state, 'y', 'number'),
    width: readOnly('width'),
    height: readOnly('height'),
    cornerRadius: typed(state, 'cornerRadius', 'number'),
    strokeWeight: typed(state, 'strokeWeight', 'number'),
    relativeTransform: {
      get: () =>
        frozen([
          [1, 0, state.x],
          [0, 1, state.y],
        ]),
      set: (value) => {
        const [[, , x], [, , y]] = value as Transform;
        Object.assign(state, { x, y });
      },
    },
    absoluteTransform: {
      get: () => {
        const { x, y } = absolute(state);
        return frozen([
          [1, 0, x],
          [0, 1, y],
        ]);
      },
    },
    absoluteBoundingBox: {
      get: () => frozen({ ...absolute(state), width: state.width, height: state.height }),
    },
    ...(layout ? Object.fromEntries(Object.keys(LAYOUT).map((key) => [key, plain(key)])) : {}),
    ...(state.type === 'TEXT' ? textAccessors(world, state) : {}),
    ...(state.type === 'VECTOR' ? { vectorNetwork: networkOf(state) } : {}),
  };
}

const typed = (state: Mutable, key: string, type: string): Accessor => ({
  get: () => state[key],
  set(value) {
    if (typeof value !== type) throw new Error(`in set_${key}: Expected "${key}" to have type ${type}`);
    state[key] = value;
  },
});

function selectionOf(world: World, page: NodeState, check: (where: string) => void): Accessor {
  return {
    get: () => (world.currentPage === page ? Object.freeze(world.selection.map(({ handle }) => handle)) : []),
    set(value) {
      check('set_selection');
      world.selection = (value as SceneNode[]).map(({ id }) => world.nodes.get(id)!);
      world.onSelection();
    },
  };
}

function textAccessors(world: World, state: NodeState): Record<string, Accessor> {
  state.fontName ??= { family: 'Inter', style: 'Regular' };
  const fontOf = ({ family, style }: FontName) => `${family} ${style}`;
  const needFont = (where: string, font: FontName) => {
    if (!world.fonts.has(fontOf(font)))
      throw new Error(
        `in ${where}: Cannot write to node with unloaded font "${fontOf(font)}". Please call figma.loadFontAsync(${JSON.stringify(font)}) and await the returned promise first.`,
      );
  };
  return {
    fontName: {
      get: () => frozen(state.fontName),
      set(value) {
        needFont('set_fontName', value as FontName);
        state.fontName = value;
      },
    },
    characters: {
      get: () => charactersOf(state),
      set(value) {
        needFont('set_characters', state.fontName as FontName);
        const { fills = [], fillStyleId = '' } = state.runs[0] ?? {};
        state.runs = [{ text: value as string, fills, fillStyleId }];
      },
    },
  };
}

const networkOf = (state: NodeState): Accessor => ({
  get: () => state.network,
  set: dynamicPage('set_vectorNetwork', 'node.setVectorNetworkAsync'),
});

function absolute(state: NodeState): { x: number; y: number } {
  let x = 0;
  let y = 0;
  for (let one: NodeState | null = state; one && one.type !== 'PAGE'; one = one.parent) {
    if (one !== state && one.type === 'GROUP') continue; // what is in a group has the coordinates around it
    x += one.x as number;
    y += one.y as number;
  }
  return { x, y };
}
