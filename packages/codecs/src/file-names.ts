import type { ExternalFormat } from './hooks.ts';
import type { InputFormat, OutputFormat } from './types.ts';

/** Extensions of each format, lower case, with their dot. New files get the first one. */
export const IMAGE_EXTENSIONS: Readonly<Record<InputFormat, readonly string[]>> = {
  png: ['.png', '.apng'],
  jpeg: ['.jpg', '.jpeg', '.jpe', '.jfif', '.pjpeg', '.pjp'],
  webp: ['.webp'],
  gif: ['.gif'],
  bmp: ['.bmp', '.dib'],
  tiff: ['.tif', '.tiff'],
  ico: ['.ico', '.cur'],
  avif: ['.avif'],
  heic: ['.heic', '.heif'],
};

const FORMATS = new Map(
  Object.entries(IMAGE_EXTENSIONS).flatMap(([format, extensions]) =>
    extensions.map((extension) => [extension, format as InputFormat]),
  ),
);

/** Extensions of unsupported image formats. An output path that ends with one is a mistake, not a folder. */
const UNSUPPORTED = new Set(['.jxl', '.svg', '.psd']);

const NAMES: Record<InputFormat, string> = {
  png: 'PNG',
  jpeg: 'JPEG',
  webp: 'WebP',
  gif: 'GIF',
  bmp: 'BMP',
  tiff: 'TIFF',
  ico: 'ICO',
  avif: 'AVIF',
  heic: 'HEIC',
};

/** Returns the format of a path's extension, or undefined for another extension. */
export function promisedFormat(path: string): InputFormat | undefined {
  return FORMATS.get(extensionOf(path).toLowerCase());
}

/** Returns whether a path has the extension of an image format, supported or not. */
export function hasImageExtension(path: string): boolean {
  const extension = extensionOf(path).toLowerCase();
  return FORMATS.has(extension) || UNSUPPORTED.has(extension);
}

/** Returns the path with an extension of the format. An extension that already fits keeps its spelling. */
export function withExtension(path: string, format: InputFormat): string {
  if (promisedFormat(path) === format) return path;
  const stem = hasImageExtension(path) ? path.slice(0, -extensionOf(path).length) : path;
  return stem + IMAGE_EXTENSIONS[format][0];
}

/** Returns the path with a suffix before its extension: `photo.png` and `.min` give `photo.min.png`. */
export function withSuffix(path: string, suffix: string): string {
  const extension = extensionOf(path);
  return path.slice(0, path.length - extension.length) + suffix + extension;
}

/** Returns whether the path without its extension ends with the suffix. An empty suffix gives false. */
export function hasSuffix(path: string, suffix: string): boolean {
  return suffix !== '' && path.slice(0, path.length - extensionOf(path).length).endsWith(suffix);
}

const READ_ONLY: readonly InputFormat[] = ['bmp', 'tiff', 'ico', 'heic'];

/** Returns whether a format can be written. */
export const isOutputFormat = (format: InputFormat): format is OutputFormat => !READ_ONLY.includes(format);

/** Returns whether a format is read only with a decoder of the caller, see `decoders`. */
export const needsDecoder = (format: InputFormat): format is ExternalFormat =>
  format === 'avif' || format === 'heic';

/** Returns the name of a format with its article, such as `a PNG` or `an AVIF`. */
export const withArticle = (format: InputFormat): string =>
  `${/^[AI]/.test(NAMES[format]) ? 'an' : 'a'} ${NAMES[format]}`;

/** Returns the name of a format for display, such as `PNG` or `WebP`. */
export const formatName = (format: InputFormat): string => NAMES[format];

function extensionOf(path: string): string {
  return /[^/\\](\.[^./\\]+)$/.exec(path)?.[1] ?? '';
}
