import { checkPaints } from './paints.ts';
import {
  copy,
  dynamicPage,
  frozen,
  later,
  pluginDataOf,
  record,
  type StyleState,
  type World,
} from './world.ts';

/** Paint styles of the file. */
export function makeStyles(world: World) {
  return {
    getStyleByIdAsync: (id: string) =>
      later(world, 'getStyleByIdAsync', () => world.styles.get(id)?.handle ?? null),
    getLocalPaintStylesAsync: () =>
      later(world, 'getLocalPaintStylesAsync', () =>
        [...world.styles.values()].filter(({ remote }) => !remote).map(({ handle }) => handle),
      ),
    createPaintStyle() {
      if (world.spec.editorType !== 'figma')
        throw new Error('in createPaintStyle: Not supported in this editor');
      const state = addStyle(world, { id: `S:${world.nextId++},`, name: 'Style', paints: [] });
      record(world, () => world.styles.delete(state.id));
      return state.handle;
    },
    getStyleById: dynamicPage('getStyleById', 'figma.getStyleByIdAsync'),
    getLocalPaintStyles: dynamicPage('getLocalPaintStyles', 'figma.getLocalPaintStylesAsync'),
  };
}

export function addStyle(
  world: World,
  {
    id,
    name,
    paints,
    remote = false,
  }: { id: string; name: string; paints: readonly unknown[]; remote?: boolean },
): StyleState {
  const state = { id, name, paints: frozen(copy(paints)), remote, pluginData: {} } as StyleState;
  const change = (where: string, key: 'name' | 'paints', value: unknown) => {
    if (remote) throw new Error(`in ${where}: Cannot write to a style of a library`);
    const before = state[key];
    Object.assign(state, { [key]: value });
    record(world, () => Object.assign(state, { [key]: before }));
  };
  state.handle = Object.preventExtensions({
    id,
    remote,
    type: 'PAINT' as const,
    get name() {
      return state.name;
    },
    set name(value: string) {
      change('set_name', 'name', value);
    },
    get paints() {
      return state.paints;
    },
    getStyleConsumersAsync: () =>
      later(world, 'getStyleConsumersAsync', () =>
        [...world.nodes.values()].flatMap((node) => {
          const fields = [
            ...(node.fillStyleId === id ? ['fillStyleId'] : []),
            ...(node.strokeStyleId === id ? ['strokeStyleId'] : []),
          ];
          return node.removed || fields.length === 0 ? [] : [{ node: node.handle, fields }];
        }),
      ),
    set paints(value: readonly Paint[]) {
      change('set_paints', 'paints', checkPaints(world, 'set_paints', value, true));
    },
    ...pluginDataOf(world, state.pluginData, () => {}),
  }) as unknown as PaintStyle;
  world.styles.set(id, state);
  return state;
}
