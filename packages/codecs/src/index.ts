export { colorSpaceOf } from './color/color-space.ts';
export { imageInSrgb, type SeenImage } from './color/seen-image.ts';
export { compressImage } from './compress-image.ts';
export { NOT_SMALLER } from './compress-options.ts';
export type {
  CompressOptions,
  CompressProgress,
  CompressResult,
  PaletteEntry,
  Quality,
  QualityScore,
} from './compress-types.ts';
export { decodeImage, readColorSpace, readHeader } from './decode.ts';
export { decodeInBrowser } from './decode-in-browser.ts';
export { encodeGif, encodeJpeg, encodeMask, encodePng, encodeRgbaPng, encodeWebp } from './encode.ts';
export { CodecError, type CodecErrorCode } from './errors.ts';
export {
  formatName,
  hasImageExtension,
  hasSuffix,
  IMAGE_EXTENSIONS,
  isOutputFormat,
  needsDecoder,
  promisedFormat,
  withArticle,
  withExtension,
  withSuffix,
} from './file-names.ts';
export type {
  DecodedPixels,
  DecoderHooks,
  Decoders,
  Encoders,
  ExternalFormat,
  FormatHooks,
  ImageDecoder,
  ImageEncoder,
  ImageEncoderOptions,
} from './hooks.ts';
export { deltaE } from './image/difference.ts';
export {
  type ColorMatrix,
  DISPLAY_P3_TO_SRGB,
  SRGB_TO_DISPLAY_P3,
} from './image/display-p3.ts';
export { flattenOnWhite } from './image/flatten.ts';
export { decodeIndexed } from './indexed/decode-indexed.ts';
export { QUALITY_NAMES } from './request/presets.ts';
export { targetFormat } from './request/result-format.ts';
export type { ImagePreview, PreviewPicture } from './session/image-preview.ts';
export {
  type ImageSession,
  type OpenOptions,
  openImage,
  type SessionCompressOptions,
  type SessionPreviewOptions,
  type SessionResult,
} from './session/image-session.ts';
export { type FilePreview, type PreviewOptions, previewFile } from './session/preview-file.ts';
export { sniffFormat } from './sniff.ts';
export { stripMetadata } from './strip-metadata.ts';
export type {
  ColorSpace,
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
} from './types.ts';
