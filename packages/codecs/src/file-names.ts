import type { InputFormat } from './types.ts';

/** Extensions, lower case, and what they promise. The first of a format is the one that new files get. */
const EXTENSIONS: Record<string, InputFormat> = {
  '.png': 'png',
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.webp': 'webp',
  '.gif': 'gif',
  '.bmp': 'bmp',
};

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
  return EXTENSIONS[extensionOf(path).toLowerCase()];
}

/** Whether the extension is that of an image, readable here or not. */
export function hasImageExtension(path: string): boolean {
  const extension = extensionOf(path).toLowerCase();
  return extension in EXTENSIONS || FOREIGN.has(extension);
}

/** The path with the extension of the format; one that tells the format already stays as it is spelled. */
export function withExtension(path: string, format: InputFormat): string {
  const promised = promisedFormat(path);
  if (promised === format) return path;
  const [extension] = Object.entries(EXTENSIONS).find(([, promise]) => promise === format)!;
  return (hasImageExtension(path) ? path.slice(0, -extensionOf(path).length) : path) + extension;
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
