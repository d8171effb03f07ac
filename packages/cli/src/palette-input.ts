import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { checkPaletteSize } from '@kcolors/codecs/palettes';
import { checkRegular, readRegularFile } from './regular-file.ts';

/** The name that messages have for standard input. */
export const STDIN = 'standard input';

/**
 * The contents of a palette file, of a pipe such as `<(command)`, or of standard input for `-`.
 * @throws {PaletteError} for more bytes than a palette file has, which are not read.
 * @throws {Error} for a device, a socket or a named pipe, which are not opened.
 */
export async function readPaletteInput(file: string): Promise<Uint8Array> {
  if (file === '-') return collect(process.stdin, STDIN);
  const there = await stat(file);
  // What a shell puts in the place of `<(command)`: it has begun.
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
