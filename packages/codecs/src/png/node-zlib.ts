/** The parts of `node:zlib` that are used. */
export interface NodeZlib {
  createInflate(options: { readonly chunkSize: number }): {
    on(event: 'data', hear: (piece: Uint8Array) => void): void;
    on(event: 'error' | 'end', hear: () => void): void;
    end(bytes: Uint8Array): void;
    destroy(): void;
    /** Number of bytes that belong to the stream. */
    readonly bytesWritten: number;
  };
  /** Since Node 22.2 and 20.15. */
  crc32?(bytes: Uint8Array): number;
}

declare const process: { getBuiltinModule?(name: 'node:zlib'): NodeZlib | undefined } | undefined;

/** Returns the module of Node; undefined on other hosts. An import would stop bundlers for browsers. */
export function nodeZlib(): NodeZlib | undefined {
  return typeof process === 'undefined' ? undefined : process.getBuiltinModule?.('node:zlib');
}
