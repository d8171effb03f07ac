import type { InputFormat } from './types.ts';

/** Extensions of each format, lower case. The first is the one that new files get. */
export const IMAGE_EXTENSIONS: Readonly<Record<InputFormat, readonly string[]>> = {
  png: ['.png', '.apng'],
  jpeg: ['.jpg', '.jpeg', '.jpe', '.jfif', '.pjpeg', '.pjp'],
  webp: ['.webp'],
  gif: ['.gif'],
  bmp: ['.bmp', '.dib'],
};

const PROMISED = new Map(
  Object.entries(IMAGE_EXTENSIONS).flatMap(([format, extensions]) =>
    extensions.map((extension) => [extension, format as InputFormat]),
  ),
);

/** Extensions of images that cannot be written here: naming one as output is a mistake, not a folder. */
const FOREIGN = new Set(['.tif', '.tiff', '.avif', '.heic', '.heif', '.jxl', '.svg', '.ico', '.psd']);

const NAMES: Record<InputFormat, string> = {
  png: 'PNG',
  jpeg: 'JPEG',
  webp: 'WebP',
  gif: 'GIF',
  bmp: 'BMP',
};

/** The format that the extension of a path promises, if it promises one. */
export function promisedFormat(path: string): InputFormat | undefined {
  return PROMISED.get(extensionOf(path).toLowerCase());
}

/** Whether the extension is that of an image, readable here or not. */
export function hasImageExtension(path: string): boolean {
  const extension = extensionOf(path).toLowerCase();
  return PROMISED.has(extension) || FOREIGN.has(extension);
}

/** The path with the extension of the format; one that tells the format already stays as it is spelled. */
export function withExtension(path: string, format: InputFormat): string {
  if (promisedFormat(path) === format) return path;
  const stem = hasImageExtension(path) ? path.slice(0, -extensionOf(path).length) : path;
  return stem + IMAGE_EXTENSIONS[format][0];
}

/** `photo.png` and `.min` give `photo.min.png`. */
export function withSuffix(path: string, suffix: string): string {
  const extension = extensionOf(path);
  return path.slice(0, path.length - extension.length) + suffix + extension;
}

/** Whether the name, without its extension, ends with the suffix. */
export function hasSuffix(path: string, suffix: string): boolean {
  return suffix !== '' && path.slice(0, path.length - extensionOf(path).length).endsWith(suffix);
}

/** `PNG`, `JPEG` … for people. */
export const formatName = (format: InputFormat): string => NAMES[format];

function extensionOf(path: string): string {
  return /[^/\\](\.[^./\\]+)$/.exec(path)?.[1] ?? '';
}
