// The global `figma`, as far as the plugin and its tests use it, and as strict as Figma is where that is known.
import { pack, unpack } from '../host/wire.ts';
import { makeImages } from './images.ts';
import { makeNode } from './nodes.ts';
import type { Shell } from './shell.ts';
import { makeStyles } from './styles.ts';
import { place } from './tree.ts';
import type { makeVariables } from './variables.ts';
import { dynamicPage, later, type NodeState, record, type World } from './world.ts';

const LARGEST_STORAGE = 5_000_000; // bytes
const LONGEST_NOTIFICATION = 100;
const SMALLEST_WINDOW = { width: 70, height: 0 };

export function makeApi(world: World, shell: Shell, variables: ReturnType<typeof makeVariables>['api']) {
  const create =
    (type: string, extra: object = {}) =>
    () => {
      const state = makeNode(world, { id: `${world.nextId++}:1`, type, ...extra }, null);
      place(state, world.currentPage);
      record(world, () => {
        state.removed = true;
      });
      return state.handle;
    };
  const isDesign = world.spec.editorType === 'figma';
  const api = {
    apiVersion: '1.0.0' as const,
    editorType: world.spec.editorType ?? 'figma',
    mode: 'default' as const,
    command: '',
    skipInvisibleInstanceChildren: false,
    mixed: world.mixed,
    root: makeRoot(world),
    get currentPage() {
      return world.currentPage.handle as PageNode;
    },
    set currentPage(_: PageNode) {
      dynamicPage('set_currentPage', 'figma.setCurrentPageAsync')();
    },
    setCurrentPageAsync: (page: PageNode) =>
      later(world, 'setCurrentPageAsync', () => {
        world.currentPage = world.nodes.get(page.id)!;
        world.currentPage.isLoaded = true;
        world.selection = [];
        world.onSelection();
      }),
    getNodeByIdAsync: (id: string) =>
      later(world, 'getNodeByIdAsync', () => {
        const state = world.nodes.get(id);
        return state && !state.removed ? state.handle : null;
      }),
    getNodeById: dynamicPage('getNodeById', 'figma.getNodeByIdAsync'),
    ...makeImages(world),
    ...makeStyles(world),
    ...(isDesign ? { variables } : {}),
    createFrame: create('FRAME', { fills: [{ type: 'SOLID', color: { r: 1, g: 1, b: 1 } }] }),
    createRectangle: create('RECTANGLE'),
    createText: create('TEXT'),
    loadFontAsync: ({ family, style }: FontName) =>
      later(world, 'loadFontAsync', () => void world.fonts.add(`${family} ${style}`)),
    viewport: {
      center: Object.freeze({ x: 400, y: 300 }),
      scrollAndZoomIntoView: (nodes: readonly BaseNode[]) => void nodes.map(({ id }) => id),
    },
    commitUndo() {
      if (world.undo.pending.length > 0) world.undo.steps.push(world.undo.pending);
      world.undo.pending = [];
    },
    triggerUndo() {
      for (const revert of (world.undo.steps.pop() ?? []).reverse()) revert();
    },
    notify(message: string, { error = false, button }: NotificationOptions = {}) {
      if (message.length > LONGEST_NOTIFICATION)
        throw new Error('in notify: Expected "message" to have at most 100 characters');
      shell.notifications.push({ message, error, button: button ?? undefined });
      return { cancel() {} };
    },
    closePlugin(message?: string) {
      shell.closed ??= { message: message ?? null };
    },
    clientStorage: makeStorage(world, shell),
    showUI(html: string, { visible = true, width = 300, height = 200 }: ShowUIOptions = {}) {
      if (typeof html !== 'string' || html === '') throw new Error('in showUI: Expected a page');
      shell.ui = { visible, width: Math.max(SMALLEST_WINDOW.width, width), height };
    },
    ui: Object.preventExtensions({
      onmessage: undefined as ((message: unknown, props: { origin: string }) => void) | undefined,
      postMessage(message: unknown) {
        if (!shell.ui) throw new Error('in postMessage: No UI to send a message to');
        if (!shell.closed) shell.post(pack(message));
      },
      resize(width: number, height: number) {
        if (shell.ui) Object.assign(shell.ui, { width, height });
      },
      on() {},
      show() {},
      hide() {},
      close() {},
    }),
    parameters: {
      on(_: 'input', listener: (event: ParameterInputEvent) => void) {
        shell.onInput = listener;
      },
    },
    on: (type: string, listener: (event: never) => unknown) => void shell.listeners.push({ type, listener }),
    off() {},
  };
  return Object.preventExtensions(api);
}

function makeRoot(world: World) {
  return Object.freeze({
    type: 'DOCUMENT' as const,
    id: '0:0',
    documentColorProfile: world.spec.colorProfile ?? 'SRGB',
    get children() {
      return Object.freeze(world.pages.map(({ handle }: NodeState) => handle as PageNode));
    },
  });
}

function makeStorage(world: World, shell: Shell) {
  const sizeOf = (value: unknown): number => {
    const { json, buffers } = pack(value);
    return json.length + buffers.reduce((sum, { length }) => sum + length, 0);
  };
  return Object.freeze({
    getAsync: (key: string) => later(world, 'getAsync', () => unpack(pack(shell.storage[key]))),
    setAsync: (key: string, value: unknown) =>
      later(world, 'setAsync', () => {
        const next = { ...shell.storage, [key]: unpack(pack(value)) };
        if (sizeOf(next) > LARGEST_STORAGE)
          throw new Error('in clientStorage.setAsync: The quota of 5 MB was exceeded');
        shell.storage[key] = next[key];
      }),
    deleteAsync: (key: string) => later(world, 'deleteAsync', () => void delete shell.storage[key]),
    keysAsync: () => later(world, 'keysAsync', () => Object.keys(shell.storage)),
  });
}

/** It holds what the plugin uses, in the types of Figma. */
type Checked = Pick<
  PluginAPI,
  'apiVersion' | 'editorType' | 'createImage' | 'getImageByHash' | 'commitUndo' | 'notify'
>;
export type Api = ReturnType<typeof makeApi> & Checked;
