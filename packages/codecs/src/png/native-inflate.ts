import { type NodeZlib, nodeZlib } from './node-zlib.ts';

/**
 * Inflates a zlib stream with the inflate of the host: zlib in Node, `DecompressionStream` in browsers.
 *
 * @param write Receives the inflated pieces. Returns whether it wants more. An error that it throws stops the inflate.
 * @returns Whether the stream is right from end to end: complete, with the right checksum, and nothing after it.
 */
export async function inflateNatively(stream: Uint8Array, write: WritePiece): Promise<boolean> {
  try {
    const node = nodeZlib();
    if (node) return await inflateInNode(node, stream, write);
    if (typeof DecompressionStream === 'undefined') return false;
    isStrict ??= rejectsExtraBytes();
    return (await isStrict) && (await inflateOnWeb(stream, write));
  } catch {
    return false;
  }
}

type WritePiece = (piece: Uint8Array) => boolean;

const NODE_PIECE = 128 * 1024; // inflated bytes per piece

function inflateInNode({ createInflate }: NodeZlib, stream: Uint8Array, write: WritePiece): Promise<boolean> {
  return new Promise((resolve) => {
    const inflate = createInflate({ chunkSize: NODE_PIECE });
    const stop = () => {
      inflate.destroy();
      resolve(false);
    };
    inflate.on('data', (piece) => {
      try {
        if (!write(piece)) stop();
      } catch {
        stop();
      }
    });
    inflate.on('error', stop);
    inflate.on('end', () => resolve(inflate.bytesWritten === stream.length)); // zlib ignores bytes after the end
    inflate.end(stream);
  });
}

/** Compressed bytes per write. A browser inflates a write at once, to at most 1032 times its size. */
const WEB_PIECE = 32 * 1024;

async function inflateOnWeb(stream: Uint8Array, write: WritePiece): Promise<boolean> {
  const { readable, writable } = new DecompressionStream('deflate');
  const writer = writable.getWriter();
  const reader = readable.getReader();
  const feed = async () => {
    for (let at = 0; at < stream.length; at += WEB_PIECE) {
      await writer.write(stream.slice(at, at + WEB_PIECE));
    }
    await writer.close();
  };
  const fed = feed();
  fed.catch(() => {}); // the reader has the same error
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (!write(value)) return false;
    }
    await fed;
    return true;
  } finally {
    reader.cancel().catch(() => {});
  }
}

let isStrict: Promise<boolean> | undefined;

/** Returns whether bytes after the end of a stream are an error, as the Compression Standard demands. */
function rejectsExtraBytes(): Promise<boolean> {
  const emptyAndMore = Uint8Array.of(0x78, 0x9c, 3, 0, 0, 0, 0, 1, 0);
  return inflateOnWeb(emptyAndMore, () => true).then(
    () => false,
    () => true,
  );
}
