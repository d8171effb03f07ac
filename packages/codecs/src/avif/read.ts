import { latin1, u16be, u32be } from '../bytes.ts';
import { MAX_METADATA_BYTES } from '../constants.ts';
import { damaged } from '../errors.ts';
import type { ExternalFormat } from '../hooks.ts';
import { checkDimensions } from '../limits.ts';
import { isExif, type Orientation, withUprightOrientation } from '../metadata/exif.ts';
import { iccIsWhole } from '../metadata/icc.ts';
import { withUprightXmp } from '../metadata/xmp.ts';
import type { ImageHeader, Metadata } from '../types.ts';
import { type HeifFile, itemBytes, sizeOf } from './items.ts';

/** Returns the header of an AVIF or HEIC file in the form common to all formats. */
export function heifImageHeader(file: HeifFile, format: ExternalFormat): ImageHeader {
  const { bytes, properties, isSequence } = file;
  const find = (type: string) => properties.find((box) => box.type === type);
  const size = find('ispe');
  if (!size) throw damaged('The file is damaged: its picture has no size.');
  const { width, height } = sizeOf(bytes, size);
  checkDimensions(width, height, Number.POSITIVE_INFINITY);
  const depths = find('pixi');
  const channels = depths ? (bytes[depths.from + 4] ?? 0) : 0;
  const config = find('av1C');
  const flags = config ? (bytes[config.from + 2] ?? 0) : 0;
  const ofConfig = flags & 0x40 ? (flags & 0x20 ? 12 : 10) : 8; // high_bitdepth, twelve_bit
  return {
    format,
    width,
    height,
    bitDepth: depths ? (bytes[depths.from + 5] ?? 8) : ofConfig,
    animated: isSequence,
    colorModel: channels === 1 || flags & 0x10 ? 'gray' : 'rgb',
  };
}

/** Orientations by the angle in quarter turns to the left, and the axis of mirroring (-1: none). */
const ORIENTATIONS: Readonly<Record<string, Orientation>> = {
  '0 -1': 1,
  '0 1': 2,
  '2 -1': 3,
  '0 0': 4,
  '1 0': 5,
  '3 -1': 6,
  '3 0': 7,
  '1 -1': 8,
  '1 1': 7,
  '3 1': 5,
  '2 0': 2,
  '2 1': 4,
};

/** Returns the orientation that the properties `irot` and `imir` set. That of the EXIF data does not count. */
export function heifOrientation({ bytes, properties }: HeifFile): Orientation {
  const byteOf = (type: string) => {
    const box = properties.find((each) => each.type === type);
    return box && bytes[box.from];
  };
  const angle = (byteOf('irot') ?? 0) & 3;
  const mirror = byteOf('imir');
  return ORIENTATIONS[`${angle} ${mirror === undefined ? -1 : mirror & 1}`] ?? 1;
}

/** Returns the metadata of an AVIF or HEIC file, which describes upright pixels, and notes about dropped data. */
export function readHeifMetadata(file: HeifFile): { metadata: Metadata; notes: string[] } {
  const metadata: { -readonly [Key in keyof Metadata]: Metadata[Key] } = {};
  const notes: string[] = [];
  const { icc, cicp } = readColors(file);
  if (icc && iccIsWhole(icc)) metadata.icc = icc;
  else if (icc) notes.push('The color profile is damaged and was dropped.');
  if (cicp && !metadata.icc) metadata.chunks = [{ type: 'cICP', data: cicp }];
  const { items } = file;
  const stored = (find: (item: HeifFile['items'][number]) => boolean) => {
    const item = items.find(find);
    return item && (itemBytes(file, item.id) ?? new Uint8Array(0));
  };
  const exif = stored(({ type }) => type === 'Exif');
  const tiff = exif?.subarray(4 + u32be(exif, 0)); // the first 4 bytes say where the TIFF header is
  if (tiff && isExif(tiff)) metadata.exif = withUprightOrientation(tiff);
  else if (tiff) notes.push('The EXIF data is damaged and was dropped.');
  const xmp = stored(({ contentType, type }) => type === 'mime' && contentType === 'application/rdf+xml');
  if (xmp && xmp.length > 0 && xmp.length <= MAX_METADATA_BYTES) metadata.xmp = withUprightXmp(xmp);
  return { metadata, notes };
}

/** Code points of ITU-T H.273 that mean sRGB or nothing. */
const UNSPECIFIED = 2;
const BT709 = 1;
const SRGB_CURVE = 13;

/** Reads the profile and the code points of the colors; the latter only where they are not those of sRGB. */
function readColors({ bytes, properties }: HeifFile): {
  readonly icc?: Uint8Array | undefined;
  readonly cicp?: Uint8Array | undefined;
} {
  let icc: Uint8Array | undefined;
  let cicp: Uint8Array | undefined;
  for (const { from, end } of properties.filter(({ type }) => type === 'colr')) {
    const kind = latin1(bytes, from, 4);
    if (kind === 'prof' || kind === 'rICC') icc ??= bytes.subarray(from + 4, end);
    if (kind !== 'nclx') continue;
    const [primaries, transfer] = [u16be(bytes, from + 4), u16be(bytes, from + 6)];
    const isSrgb =
      [BT709, UNSPECIFIED].includes(primaries) && [BT709, UNSPECIFIED, SRGB_CURVE, 6].includes(transfer);
    if (!isSrgb) cicp = Uint8Array.of(primaries, transfer === UNSPECIFIED ? SRGB_CURVE : transfer, 0, 1);
  }
  return { icc, cicp };
}
