import { checkColor } from './paints.ts';
import { copy, dynamicPage, frozen, later, record, type World } from './world.ts';

interface VariableState {
  readonly id: string;
  name: string;
  readonly resolvedType: string;
  readonly variableCollectionId: string;
  readonly valuesByMode: Record<string, unknown>;
  readonly handle: object;
}

interface CollectionState {
  readonly id: string;
  readonly name: string;
  readonly modes: { modeId: string; name: string }[];
}

/** Variables and their collections. */
export function makeVariables(world: World) {
  const collections = new Map<string, CollectionState>();
  const variables = new Map<string, VariableState>();

  const handleOf = ({ id, name, modes }: CollectionState) =>
    frozen({ id, name, remote: false, modes: copy(modes), defaultModeId: modes[0]!.modeId });
  const addCollection = (id: string, name: string, modes: readonly string[]): CollectionState => {
    const state = { id, name, modes: modes.map((mode, index) => ({ modeId: `${id}/${index}`, name: mode })) };
    collections.set(id, state);
    return state;
  };
  const addVariable = (
    id: string,
    name: string,
    collectionId: string,
    resolvedType: string,
  ): VariableState => {
    if (/[.{}]/.test(name)) throw new Error('in createVariable: Invalid variable name');
    for (const one of variables.values())
      if (one.variableCollectionId === collectionId && one.name === name)
        throw new Error('in createVariable: duplicate variable name');
    const valuesByMode: Record<string, unknown> = {};
    const state: VariableState = {
      id,
      name,
      resolvedType,
      variableCollectionId: collectionId,
      valuesByMode,
      handle: {},
    };
    const fail = (what: string): never => {
      throw new Error(`in setValueForMode: ${what}`);
    };
    Object.assign(state.handle, {
      id,
      name,
      resolvedType,
      variableCollectionId: collectionId,
      setValueForMode(mode: string, value: Record<string, number>) {
        if (!collections.get(collectionId)!.modes.some(({ modeId }) => modeId === mode))
          fail('There is no such mode');
        if (resolvedType === 'COLOR' && !('type' in value)) checkColor(value, fail, ['r', 'g', 'b', 'a']);
        const before = valuesByMode[mode];
        valuesByMode[mode] = copy(value);
        record(world, () => {
          valuesByMode[mode] = before;
        });
      },
      setVariableCodeSyntax(platform: string, value: string) {
        if (!['WEB', 'ANDROID', 'iOS'].includes(platform) || value === '') fail('Invalid code syntax');
      },
    });
    Object.defineProperty(state.handle, 'valuesByMode', { get: () => frozen(copy(valuesByMode)) });
    variables.set(id, state);
    return state;
  };
  for (const { id, name, modes, variables: inIt } of world.spec.collections ?? []) {
    const collection = addCollection(id, name, modes);
    for (const { id: variableId, name: variableName, type = 'COLOR', values } of inIt) {
      const state = addVariable(variableId, variableName, id, type);
      for (const [index, { modeId }] of collection.modes.entries())
        state.valuesByMode[modeId] = values[index];
    }
  }

  const api = {
    getLocalVariableCollectionsAsync: () =>
      later(world, 'getLocalVariableCollectionsAsync', () => [...collections.values()].map(handleOf)),
    getLocalVariablesAsync: (type?: string) =>
      later(world, 'getLocalVariablesAsync', () =>
        [...variables.values()]
          .filter(({ resolvedType }) => !type || resolvedType === type)
          .map(({ handle }) => handle),
      ),
    getVariableByIdAsync: (id: string) =>
      later(world, 'getVariableByIdAsync', () => variables.get(id)?.handle ?? null),
    createVariableCollection(name: string) {
      const state = addCollection(`VariableCollectionId:${world.nextId++}:1`, name, ['Mode 1']);
      record(world, () => collections.delete(state.id));
      return handleOf(state);
    },
    createVariable(name: string, collection: { id: string } | string, type: string) {
      if (typeof collection === 'string') dynamicPage('createVariable', 'a VariableCollection')();
      const state = addVariable(
        `VariableID:${world.nextId++}:1`,
        name,
        (collection as { id: string }).id,
        type,
      );
      record(world, () => variables.delete(state.id));
      return state.handle;
    },
    getVariableById: dynamicPage('getVariableById', 'figma.variables.getVariableByIdAsync'),
    getLocalVariables: dynamicPage('getLocalVariables', 'figma.variables.getLocalVariablesAsync'),
  };
  return { api, collections, variables };
}
