export { compressImage } from './compress-image.ts';
export { targetFormat } from './compress-options.ts';
export { decodeImage, readHeader } from './decode.ts';
export { encodeGif, encodeJpeg, encodePng, encodeWebp } from './encode.ts';
export { CodecError, type CodecErrorCode } from './errors.ts';
export {
  formatName,
  hasImageExtension,
  hasSuffix,
  promisedFormat,
  withExtension,
  withSuffix,
} from './file-names.ts';
export { deltaE } from './image/difference.ts';
export {
  type ImageSession,
  type OpenOptions,
  openImage,
  type SessionCompressOptions,
  type SessionResult,
} from './session/image-session.ts';
export type { ImagePreview } from './session/preview.ts';
export { type FilePreview, type PreviewOptions, previewFile } from './session/preview-file.ts';
export { sniffFormat } from './sniff.ts';
export type {
  CompressOptions,
  CompressProgress,
  CompressResult,
  DecodedImage,
  DecodeOptions,
  EncodedImage,
  EncodeEffort,
  EncodeOptions,
  ImageHeader,
  InputFormat,
  JpegEncodeOptions,
  Metadata,
  OutputFormat,
  PaletteEntry,
} from './types.ts';
