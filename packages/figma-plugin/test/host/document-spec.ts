// A document, as tests describe it. JSON: it is handed to the engine as text.

export interface NodeSpec {
  readonly id: string;
  readonly type: string;
  readonly name?: string;
  readonly visible?: boolean;
  readonly locked?: boolean;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly fills?: readonly unknown[];
  readonly strokes?: readonly unknown[];
  readonly strokeWeight?: number;
  /** Of a layer in an instance: the layer of the component whose fills it shows until it has its own. */
  readonly follows?: string;
  readonly fillStyleId?: string;
  readonly strokeStyleId?: string;
  readonly children?: readonly NodeSpec[];
  /** Of a text: runs one after another. Where they differ, its fills are mixed. */
  readonly runs?: readonly { text: string; fills: readonly unknown[]; fillStyleId?: string }[];
  /** Of a vector. */
  readonly regions?: readonly { fills?: readonly unknown[] }[];
}

interface PageSpec {
  readonly id: string;
  readonly name: string;
  readonly children: readonly NodeSpec[];
}

interface StyleSpec {
  readonly id: string;
  readonly name: string;
  readonly paints: readonly unknown[];
  readonly remote?: boolean;
}

interface CollectionSpec {
  readonly id: string;
  readonly name: string;
  readonly modes: readonly string[];
  /** A value for each mode. */
  readonly variables: readonly { id: string; name: string; type?: string; values: readonly unknown[] }[];
}

export interface DocumentSpec {
  /** The first is the current one; only that is loaded. */
  readonly pages: readonly PageSpec[];
  readonly selection?: readonly string[];
  readonly styles?: readonly StyleSpec[];
  readonly collections?: readonly CollectionSpec[];
  readonly editorType?: 'figma' | 'figjam' | 'slides' | 'buzz';
  readonly colorProfile?: 'LEGACY' | 'SRGB' | 'DISPLAY_P3';
}

/** What there is to see of the document and of the plugin. */
export interface Snapshot {
  readonly nodes: Record<
    string,
    {
      readonly type: string;
      readonly name: string;
      readonly parent: string | null;
      readonly x: number;
      readonly y: number;
      readonly fills: readonly Record<string, unknown>[] | 'mixed';
      readonly strokes: readonly Record<string, unknown>[];
      readonly runs: readonly { text: string; fills: readonly Record<string, unknown>[] }[];
      readonly regions: readonly { fills?: readonly Record<string, unknown>[] }[];
      readonly fillStyleId: string;
      readonly pluginData: Record<string, string>;
      readonly relaunch: Record<string, string>;
      readonly props: Record<string, unknown>;
    }
  >;
  readonly styles: readonly { id: string; name: string; paints: readonly Record<string, unknown>[] }[];
  readonly collections: readonly { id: string; name: string; modes: readonly string[] }[];
  readonly variables: readonly { name: string; collection: string; values: Record<string, unknown> }[];
  readonly selection: readonly string[];
  /** How many changes are in each step that Undo takes back; what is not committed yet is not counted. */
  readonly undoSteps: readonly number[];
  readonly pendingChanges: number;
  readonly notifications: readonly { message: string; error: boolean; button: string | null }[];
  readonly storage: Record<string, unknown>;
  readonly closed: { readonly message: string | null } | null;
  readonly ui: { readonly visible: boolean; readonly width: number; readonly height: number } | null;
}
