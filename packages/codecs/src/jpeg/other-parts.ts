import { latin1, u16be, u16le, u32be, u32le } from '../bytes.ts';
import { indexOfText } from '../metadata/xmp.ts';
import { ISO_GAIN_MAP, isOf, MPF, XMP } from './kinds.ts';
import type { JpegFile } from './markers.ts';

/**
 * Content of a JPEG file in addition to its main picture. If there are several kinds, it is the most important one.
 * - `'gain map'`: for HDR displays
 * - `'views'`: of a stereo picture or a panorama
 * - `'pictures'`: other pictures
 * - `'copies'`: smaller copies of the picture
 * - `'data'`: other data, such as a video
 */
export type OtherPart = 'gain map' | 'views' | 'pictures' | 'copies' | 'data';

/** Maximum number of bytes after the end of the picture that count as padding or as a bug of an encoder. */
const MAX_PADDING = 64;

const NAMES: Readonly<Record<OtherPart, string>> = {
  'gain map': 'an HDR gain map',
  views: 'further views',
  pictures: 'further pictures',
  copies: 'smaller copies of the picture',
  data: 'data after its picture, such as a video,',
};

/** Returns the part for messages, such as `an HDR gain map`. */
export const otherPartName = (part: OtherPart): string => NAMES[part];

/** Returns whether viewers need the part to show the picture, so that it is not removed with the metadata. */
export const isPartOfPicture = (part: OtherPart): boolean => part === 'gain map' || part === 'views';

/** Notes for dropped parts. Smaller copies are dropped without a note. */
export const DROPPED_PARTS = {
  pictures: 'Further pictures in the file were dropped.',
  data: 'Data after the end of the picture, such as a video, was dropped.',
};

/** Returns the content after the main picture; undefined if there is none. */
export function findOtherPart({
  segments,
  rest,
}: Pick<JpegFile, 'segments' | 'rest'>): OtherPart | undefined {
  if (rest.length === 0) return undefined;
  const holds = (bytes: Uint8Array, text: string) => indexOfText(bytes, text, 0) >= 0;
  const hasPictures = holds(rest, '\xff\xd8\xff');
  if (hasPictures) {
    const isGainMap = segments.some(
      (segment) =>
        isOf(segment, 0xe2, ISO_GAIN_MAP) ||
        (isOf(segment, 0xe1, XMP) && (holds(segment.data, 'hdrgm:') || holds(segment.data, '"GainMap"'))),
    );
    // Apple marks it only in the XMP of the gain map.
    if (isGainMap || holds(rest, 'hdrgainmap') || holds(rest, 'hdrgm:')) return 'gain map';
    const index = segments.find((segment) => isOf(segment, 0xe2, MPF))?.data.subarray(MPF.length);
    if (index) return kindOfPictures(readTypes(index));
  }
  const content = rest.filter((byte) => byte !== 0 && byte !== 0xff && byte !== 0x20 && byte !== 0x0a);
  return content.length > MAX_PADDING ? 'data' : undefined;
}

function kindOfPictures(types: readonly number[]): OtherPart {
  if (types.some((type) => type >> 16 === 2)) return 'views';
  return types.length > 0 && types.every((type) => type >> 16 === 1) ? 'copies' : 'pictures';
}

/** Returns the types of all pictures after the first in a Multi-Picture Format index (CIPA DC-007, 5.2.3.3.1). */
function readTypes(index: Uint8Array): number[] {
  const isLittle = latin1(index, 0, 2) === 'II';
  const [u16, u32] = isLittle ? [u16le, u32le] : [u16be, u32be];
  const directory = u32(index, 4);
  const count = Math.min(u16(index, directory), 64);
  for (let i = 0, at = directory + 2; i < count; i++, at += 12) {
    if (u16(index, at) !== 0xb002) continue;
    const entries = Math.min(u32(index, at + 4) / 16, 256);
    const start = u32(index, at + 8);
    const types: number[] = [];
    for (let entry = 1; entry < entries; entry++) types.push(u32(index, start + 16 * entry) & 0xffffff);
    return types;
  }
  return [];
}
