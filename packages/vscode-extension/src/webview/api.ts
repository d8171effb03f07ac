import type { FromPage, PageState } from '../preview/protocol.ts';

/** What VS Code gives to the script of a webview, once. */
interface VsCodeApi {
  postMessage(message: FromPage, transfer?: readonly ArrayBuffer[]): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export const vscode: VsCodeApi = acquireVsCodeApi();
