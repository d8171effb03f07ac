import type { Packed } from '../host/wire.ts';

/** What is around the document: windows, notifications, and what outlives the plugin. */
export interface Shell {
  readonly notifications: {
    readonly message: string;
    readonly error: boolean;
    readonly button: { readonly text: string; action(): unknown } | undefined;
  }[];
  readonly storage: Record<string, unknown>;
  readonly listeners: { readonly type: string; listener(event: never): unknown }[];
  onInput: ((event: ParameterInputEvent) => void) | undefined;
  ui: { visible: boolean; width: number; height: number } | null;
  closed: { readonly message: string | null } | null;
  post(message: Packed): void;
}

export const openShell = (post: (message: Packed) => void): Shell => ({
  notifications: [],
  storage: {},
  listeners: [],
  onInput: undefined,
  ui: null,
  closed: null,
  post,
});

/** Figma's own actions, such as starting the plugin: what listens for them is called, and says what it says. */
export const emit = (shell: Shell, type: string, event?: unknown): unknown[] =>
  shell.listeners.filter((one) => one.type === type).map(({ listener }) => listener(event as never));
