import type { MainConnection } from '../connect.ts';

/** Reads an image file piece by piece. */
export async function readImage(
  main: MainConnection,
  hash: string,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  let whole = new Uint8Array();
  let done = 0;
  do {
    const { bytes, total } = await main.ask({ type: 'read', hash, from: done }, { signal });
    if (done === 0) whole = new Uint8Array(total);
    if (total !== whole.length || (bytes.length === 0 && done < total))
      throw new Error('Figma returned only a part of the image.');
    whole.set(bytes, done);
    done += bytes.length;
  } while (done < whole.length);
  return whole;
}
