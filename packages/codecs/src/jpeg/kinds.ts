import { startsWith } from '../bytes.ts';
import { indexOfText } from '../metadata/xmp.ts';
import type { Segment } from './markers.ts';

// Prefixes that identify the data of APP segments.
export const EXIF = 'Exif\0\0';
export const XMP = 'http://ns.adobe.com/xap/1.0/\0';
export const EXTENDED_XMP = 'http://ns.adobe.com/xmp/extension/\0';
export const ICC = 'ICC_PROFILE\0';
export const MPF = 'MPF\0';
/** ISO 21496-1, gain maps. */
export const ISO_GAIN_MAP = 'urn:iso:std:iso:ts:21496:-1\0';
export const PHOTOSHOP = 'Photoshop 3.0\0';

export const COMMENT = 0xfe;
/** First of the sixteen APP markers. */
export const APP0 = 0xe0;

/** Returns whether a segment has this marker and its data start with this prefix. */
export const isOf = ({ marker, data }: Segment, expected: number, prefix: string): boolean =>
  marker === expected && startsWith(data, prefix);

/** Returns whether a segment holds a JUMBF box of Content Credentials, or a part of one (C2PA 2.1, A.3.1). */
export const isCredentials = ({ marker, data }: Segment): boolean =>
  marker === 0xeb && startsWith(data, 'JP') && indexOfText(data.subarray(0, 96), 'c2pa', 0) >= 0;
