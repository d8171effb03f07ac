/**
 * One end of a channel: a Worker of a browser, `self` within one, the `parentPort` of a thread of Node, or a MessagePort.
 * For a Worker of Node see `portOfEmitter`.
 */
export interface Port {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  onmessage: ((event: never) => unknown) | null;
}

/** What has its messages by name, as a Worker of Node's `worker_threads`. */
export interface MessageEmitter {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** A port over a Worker of Node's `worker_threads`. */
export function portOfEmitter(emitter: MessageEmitter): Port {
  let listener: Port['onmessage'] = null;
  emitter.on('message', (data) => (listener as ((event: { data: unknown }) => unknown) | null)?.({ data }));
  return {
    postMessage: (message, transfer) => emitter.postMessage(message, transfer),
    get onmessage() {
      return listener;
    },
    set onmessage(next) {
      listener = next;
    },
  };
}
