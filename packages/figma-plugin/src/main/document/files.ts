// The files of images, given out in pieces. Browsers take long to let a large message into a page of another origin: some
// 60 ms a megabyte, in which the page does nothing else.
import { readImage } from './images.ts';

const PIECE = 256 * 1024; // bytes
const MOST = 2; // files that are kept while they are read: one that is looked at, one for the list

export interface Files {
  /** A piece of the file of an image, from a byte on, and the length of the whole. */
  read(hash: string, from: number): Promise<{ readonly bytes: Uint8Array; readonly total: number }>;
}

export function openFiles(): Files {
  const open = new Map<string, Uint8Array>();
  return {
    async read(hash, from) {
      const file = open.get(hash) ?? (await readImage(hash));
      const bytes = file.slice(from, from + PIECE);
      open.delete(hash);
      if (from + bytes.length < file.length) open.set(hash, file); // the last of the map is the one used last
      for (const oldest of open.keys()) if (open.size > MOST) open.delete(oldest);
      return { bytes, total: file.length };
    },
  };
}
