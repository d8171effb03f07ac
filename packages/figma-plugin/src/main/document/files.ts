// Sends image files in pieces. Browsers need some 60 ms per megabyte to pass a message to a page of another
// origin, and the page is blocked meanwhile.
import { readImage } from './images.ts';

const PIECE = 256 * 1024; // bytes
const MAX_OPEN = 2; // files kept while they are read: one for the preview, one for the list

export interface Files {
  /** Returns a piece of an image file, starting at byte `from`, and the length of the whole file in bytes. */
  read(hash: string, from: number): Promise<{ readonly bytes: Uint8Array; readonly total: number }>;
}

export function openFiles(): Files {
  const open = new Map<string, Uint8Array>();
  return {
    async read(hash, from) {
      const file = open.get(hash) ?? (await readImage(hash));
      const bytes = file.slice(from, from + PIECE);
      open.delete(hash);
      if (from + bytes.length < file.length) open.set(hash, file); // a map keeps insertion order: latest last
      for (const oldest of open.keys()) if (open.size > MAX_OPEN) open.delete(oldest);
      return { bytes, total: file.length };
    },
  };
}
