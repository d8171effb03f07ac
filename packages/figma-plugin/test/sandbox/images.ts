import { later, type World } from './world.ts';

const LARGEST_SIDE = 4096;

/** Figma's store of images: by a hash of the content, so that equal files are one image. */
export function makeImages(world: World) {
  return {
    getImageByHash: (hash: string): Image | null => world.images.get(hash) ?? null,
    createImage(bytes: Uint8Array): Image {
      if (!(bytes instanceof Uint8Array))
        throw new Error('in createImage: Expected "data" to be a Uint8Array');
      const size = dimensions(bytes);
      if (!size) throw new Error('in createImage: Image type is unsupported');
      if (Math.max(size.width, size.height) > LARGEST_SIDE)
        throw new Error('in createImage: Image is too large');
      if (Math.min(size.width, size.height) < 1) throw new Error('in createImage: Image is too small');
      return addImage(world, bytes, size);
    },
  };
}

/** An image that is in the file already, of whatever kind. */
export function addImage(world: World, bytes: Uint8Array, size = dimensions(bytes)): Image {
  const kept = bytes.slice();
  const hash = hashOf(kept);
  const image: Image = Object.freeze({
    hash,
    getBytesAsync: () => later(world, 'getBytesAsync', () => kept.slice()),
    getSizeAsync: () =>
      later(world, 'getSizeAsync', () => {
        if (!size) throw new Error('in getSizeAsync: The image could not be read');
        return { ...size };
      }),
  });
  world.images.set(hash, image);
  return image;
}

/** 40 hexadecimal digits, as Figma has; of little worth as a hash. */
function hashOf(bytes: Uint8Array): string {
  let text = '';
  for (let seed = 0; seed < 5; seed++) {
    let hash = 0x811c9dc5 ^ seed;
    // The whole of a large file would take the engine seconds.
    const step = Math.max(1, Math.floor(bytes.length / 4096));
    for (let i = 0; i < bytes.length; i += step) hash = Math.imul(hash ^ bytes[i]!, 16777619) >>> 0;
    hash = Math.imul(hash ^ bytes.length, 16777619) >>> 0;
    text += `0000000${hash.toString(16)}`.slice(-8);
  }
  return text;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of a PNG, JPEG or GIF by its header; nothing for all else. */
function dimensions(bytes: Uint8Array): Size | undefined {
  const big = (at: number) => (bytes[at]! << 8) | bytes[at + 1]!;
  const isAt = (at: number, text: string) =>
    [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
  if (bytes[0] === 0x89 && isAt(1, 'PNG\r\n') && isAt(12, 'IHDR'))
    return { width: big(16) * 65536 + big(18), height: big(20) * 65536 + big(22) };
  if (isAt(0, 'GIF8')) return { width: bytes[6]! | (bytes[7]! << 8), height: bytes[8]! | (bytes[9]! << 8) };
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  for (let at = 2; at + 9 < bytes.length; at += 2 + big(at + 2)) {
    const marker = bytes[at + 1]!;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: big(at + 7), height: big(at + 5) };
  }
  return undefined;
}
