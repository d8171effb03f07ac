// What the engine runs before the script of the plugin: it installs the global `figma` and what tests reach in by.
import type { DocumentSpec, Snapshot } from '../host/document-spec.ts';
import { unpack } from '../host/wire.ts';
import { type Api, makeApi } from './api.ts';
import { addImage } from './images.ts';
import { describeNode, makeNode } from './nodes.ts';
import { emit, openShell } from './shell.ts';
import { addStyle } from './styles.ts';
import { makeVariables } from './variables.ts';
import type { NodeState, World } from './world.ts';

/** What the host gives. */
declare const hostPost: (json: string, buffers: ArrayBuffer[]) => void;
declare const hostLog: (line: string) => void;
declare const hostTimer: (id: number, ms: number) => void;

const world: World = {
  spec: { pages: [] },
  mixed: Symbol('figma.mixed'),
  images: new Map(),
  nodes: new Map(),
  pages: [],
  styles: new Map(),
  currentPage: undefined as unknown as NodeState,
  selection: [],
  onSelection: () => emit(shell, 'selectionchange'),
  nextId: 1000,
  fonts: new Set(),
  undo: { pending: [], steps: [] },
  isUserEditing: false,
  interruptions: [],
};
const shell = openShell(({ json, buffers }) =>
  hostPost(
    json,
    buffers.map(({ buffer }) => buffer as ArrayBuffer),
  ),
);
let variables: ReturnType<typeof makeVariables>;

const timers = new Map<number, () => void>();
let lastTimer = 0;
const setTimer = (callback: () => void, ms = 0): number => {
  timers.set(++lastTimer, callback);
  hostTimer(lastTimer, ms);
  return lastTimer;
};

const say = (...parts: unknown[]): void =>
  hostLog(
    parts.map((part) => (part instanceof Error ? `${part.message}\n${part.stack}` : String(part))).join(' '),
  );

/** What the host calls; see `figma-host.ts`. */
const forHost = {
  open(json: string): void {
    Object.assign(world, { spec: { editorType: 'figma', ...(JSON.parse(json) as DocumentSpec) } });
    for (const style of world.spec.styles ?? []) addStyle(world, style);
    variables = makeVariables(world);
    for (const { id, name, children } of world.spec.pages)
      world.pages.push(makeNode(world, { id, name, type: 'PAGE', children }, null));
    world.currentPage = world.pages[0]!;
    world.currentPage.isLoaded = true;
    forHost.select(JSON.stringify(world.spec.selection ?? []));
    (globalThis as { figma?: unknown }).figma = makeApi(world, shell, variables.api) satisfies Api;
  },
  addImage: (buffer: ArrayBuffer): string => addImage(world, new Uint8Array(buffer)).hash,
  /** The image is no longer in the file. */
  dropImage: (hash: string): void => void world.images.delete(hash),
  select(json: string): void {
    world.selection = (JSON.parse(json) as string[]).map((id) => world.nodes.get(id)!);
    world.onSelection();
  },
  goToPage(id: string): void {
    world.currentPage = world.nodes.get(id)!;
    world.currentPage.isLoaded = true;
    world.selection = [];
    emit(shell, 'currentpagechange');
    world.onSelection();
  },
  /** The user edits: `source` is the body of a function of `node`, which finds one by its id. */
  edit(source: string): void {
    world.isUserEditing = true;
    try {
      new Function('node', 'style', source)(nodeOf, styleOf);
    } finally {
      world.isUserEditing = false;
    }
  },
  /** The same, when the plugin next calls the asynchronous function of that name. */
  interrupt(name: string, source: string): void {
    const act = () => void new Function('node', 'style', source)(nodeOf, styleOf);
    world.interruptions.push({ name, act });
  },
  run: (json: string): void => void emit(shell, 'run', JSON.parse(json)),
  receive(json: string, ...buffers: ArrayBuffer[]): void {
    const message = unpack({ json, buffers: buffers.map((buffer) => new Uint8Array(buffer)) });
    const { ui } = (globalThis as unknown as { figma: PluginAPI }).figma;
    if (!shell.closed) ui.onmessage?.(message, { origin: 'null' });
  },
  drop(json: string): string {
    const { nodeId, ...event } = JSON.parse(json);
    return JSON.stringify(emit(shell, 'drop', { ...event, node: nodeOf(nodeId) }));
  },
  suggest(json: string): string {
    const answer: { suggestions?: unknown; error?: string } = {};
    const result = {
      setSuggestions: (suggestions: unknown) => void Object.assign(answer, { suggestions }),
      setError: (error: string) => void Object.assign(answer, { error }),
      setLoadingMessage() {},
    };
    shell.onInput?.({ ...JSON.parse(json), result });
    return JSON.stringify(answer);
  },
  pressButton: (): void => void shell.notifications[shell.notifications.length - 1]!.button!.action(),
  undo: (): void => (globalThis as unknown as { figma: PluginAPI }).figma.triggerUndo(),
  fireTimer(id: number): void {
    const callback = timers.get(id);
    timers.delete(id);
    callback?.();
  },
  /** As an earlier version of the plugin may have left it. */
  store: (key: string, json: string): void => void Object.assign(shell.storage, { [key]: JSON.parse(json) }),
  window: (): string => JSON.stringify(shell.closed ? null : shell.ui),
  currentPageId: (): string => world.currentPage.id,
  snapshot(): string {
    const shown = [...world.nodes.values()].filter(({ removed }) => !removed);
    const snapshot = {
      nodes: Object.fromEntries(shown.map((state) => [state.id, describeNode(world, state)])),
      styles: [...world.styles.values()].map(({ id, name, paints }) => ({ id, name, paints })),
      collections: [...variables.collections.values()].map(({ id, name, modes }) => ({
        id,
        name,
        modes: modes.map((mode) => mode.name),
      })),
      variables: [...variables.variables.values()].map(({ name, variableCollectionId, valuesByMode }) => ({
        name,
        collection: variables.collections.get(variableCollectionId)!.name,
        values: valuesByMode,
      })),
      selection: world.selection.map(({ id }) => id),
      undoSteps: world.undo.steps.map(({ length }) => length),
      pendingChanges: world.undo.pending.length,
      notifications: shell.notifications.map((one) => ({ ...one, button: one.button?.text ?? null })),
      storage: shell.storage,
      closed: shell.closed,
      ui: shell.ui,
    };
    return JSON.stringify(snapshot as unknown as Snapshot);
  },
  /** The plugin is closed and may be started again: of its own it has nothing but what it stored. */
  restart(): void {
    Object.assign(shell, { ui: null, closed: null, onInput: undefined });
    shell.listeners.length = 0;
    shell.notifications.length = 0;
    timers.clear();
    (globalThis as unknown as { figma: PluginAPI }).figma.ui.onmessage = undefined;
  },
};

const nodeOf = (id: string): BaseNode => world.nodes.get(id)!.handle;
const styleOf = (id: string): PaintStyle => world.styles.get(id)!.handle;

Object.assign(globalThis, {
  forHost,
  __html__: '<!doctype html>',
  console: { log: say, info: say, warn: say, error: say, assert() {}, clear() {} },
  setTimeout: setTimer,
  clearTimeout: (id: number) => void timers.delete(id),
});
