import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { checkPaletteSize } from '@kcolors/codecs/palettes';
import { checkRegular, readRegularFile } from './regular-file.ts';

/** Display name of standard input. */
export const STDIN = 'standard input';

/**
 * Reads a palette from a file, from a pipe such as `<(command)`, or from standard input for `-`.
 * @throws {PaletteError} for more bytes than a palette file may have. They are not read.
 * @throws {Error} for a device, a socket or a named pipe. They are not opened.
 */
export async function readPaletteInput(file: string): Promise<Uint8Array> {
  if (file === '-') return collect(process.stdin, STDIN);
  const there = await stat(file);
  // A shell replaces `<(command)` by such a path; its writer already runs.
  if (there.isFIFO() && /^\/(?:dev|proc)\//.test(file)) return collect(createReadStream(file), file);
  checkRegular(there);
  checkPaletteSize(there.size, file);
  return (await readRegularFile(file)).bytes;
}

async function collect(stream: AsyncIterable<Uint8Array>, name: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    checkPaletteSize(size, name);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
