import { MAX_METADATA_BYTES } from '../constants.ts';
import { iccIsWhole } from '../metadata/icc.ts';
import type { Metadata } from '../types.ts';
import { isWhole, numbersOf, type TiffDirectory, type TiffFile } from './directory.ts';
import { tiffExif } from './exif.ts';
import { TAG } from './tags.ts';

/** Units of the resolution per meter: inch and centimeter. */
const PER_METER: Readonly<Record<number, number>> = { 2: 1 / 0.0254, 3: 100 };

/** Returns the metadata of a page, and notes about dropped data. */
export function readTiffMetadata(
  file: TiffFile,
  directory: TiffDirectory,
): { metadata: Metadata; notes: string[] } {
  const { entries } = directory;
  const notes: string[] = [];
  const metadata: { -readonly [Key in keyof Metadata]: Metadata[Key] } = {};
  const icc = entries.get(TAG.icc)?.data;
  if (icc && iccIsWhole(icc)) metadata.icc = icc;
  else if (icc) notes.push('The color profile is damaged and was dropped.');
  const exif = tiffExif(file, directory);
  if (exif) metadata.exif = exif;
  const xmp = entries.get(TAG.xmp);
  if (xmp && isWhole(xmp) && xmp.data.length <= MAX_METADATA_BYTES) metadata.xmp = xmp.data;
  else if (xmp) notes.push('The XMP data is damaged and was dropped.');
  if (entries.has(TAG.iptc)) notes.push('The IPTC data of the TIFF was dropped.');
  if (entries.has(TAG.photoshop)) notes.push('The Photoshop data of the TIFF was dropped.');
  const density = readDensity(file, directory);
  if (density) metadata.density = density;
  return { metadata, notes };
}

function readDensity(file: TiffFile, directory: TiffDirectory): Metadata['density'] {
  const [unit = 2] = valuesOf(file, directory, TAG.resolutionUnit);
  const [x = 0] = valuesOf(file, directory, TAG.xResolution);
  const [y = x] = valuesOf(file, directory, TAG.yResolution);
  const scale = PER_METER[unit];
  const isValid = (value: number) => value > 0 && Number.isFinite(value) && value < 1e6;
  if (scale === undefined || !isValid(x) || !isValid(y)) return undefined;
  return { x: Math.round(x * scale), y: Math.round(y * scale) };
}

/** Like `numbersOf`, but damaged metadata is no error. */
function valuesOf(file: TiffFile, directory: TiffDirectory, tag: number): readonly number[] {
  const entry = directory.entries.get(tag);
  return entry && isWhole(entry) ? numbersOf(file, directory, tag) : [];
}
