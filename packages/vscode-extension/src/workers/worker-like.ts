/** A thread, in the shape that Web Workers have. */
export interface WorkerLike {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  /** Called when the thread has ended by itself. */
  onerror: ((event: { readonly message: string }) => void) | null;
  terminate(): void;
}
