/** The API that VS Code gives to the script of a webview, once. */
interface VsCodeApi<Message, State> {
  postMessage(message: Message, transfer?: readonly ArrayBuffer[]): void;
  getState(): State | undefined;
  setState(state: State): void;
}

declare function acquireVsCodeApi<Message, State>(): VsCodeApi<Message, State>;

/** Acquires the API, for a page that sends `Message` and keeps `State`. */
export const takeApi = <Message, State>(): VsCodeApi<Message, State> => acquireVsCodeApi<Message, State>();
