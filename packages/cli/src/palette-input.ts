import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { checkPaletteSize } from '@kcolors/codecs/palettes';

/** The name that messages have for standard input. */
export const STDIN = 'standard input';

/**
 * The contents of a palette file, of a pipe such as `<(command)`, or of standard input for `-`.
 * @throws {PaletteError} for more bytes than a palette file has, which are not read, even of a device without an end.
 */
export async function readPaletteInput(file: string): Promise<Uint8Array> {
  if (file === '-') return collect(process.stdin, STDIN);
  const there = await stat(file);
  if (there.isFIFO() && !/^\/(?:dev|proc)\//.test(file)) {
    throw new Error('is a pipe: send it to standard input, and say - in its place'); // it may never begin
  }
  if (!there.isFile() && !there.isDirectory()) return collect(createReadStream(file), file);
  checkPaletteSize(there.size, file);
  return readFile(file);
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
