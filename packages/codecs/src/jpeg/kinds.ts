import { startsWith } from '../bytes.ts';
import { indexOfText } from '../metadata/xmp.ts';
import type { Segment } from './markers.ts';

/** How the data of an APP segment begins, by which its kind is told. */
export const EXIF = 'Exif\0\0';
export const XMP = 'http://ns.adobe.com/xap/1.0/\0';
export const EXTENDED_XMP = 'http://ns.adobe.com/xmp/extension/\0';
export const ICC = 'ICC_PROFILE\0';
export const MPF = 'MPF\0';
/** ISO 21496-1, gain maps. */
export const ISO_GAIN_MAP = 'urn:iso:std:iso:ts:21496:-1\0';
export const PHOTOSHOP = 'Photoshop 3.0\0';

export const COMMENT = 0xfe;
/** First of the sixteen markers of application data. */
export const APP0 = 0xe0;

/** Whether a segment has this marker and its data begin so. */
export const isOf = ({ marker, data }: Segment, expected: number, prefix: string): boolean =>
  marker === expected && startsWith(data, prefix);

/** Whether a segment holds a JUMBF box of Content Credentials (C2PA 2.1, A.3.1), or a part of one. */
export const isCredentials = ({ marker, data }: Segment): boolean =>
  marker === 0xeb && startsWith(data, 'JP') && indexOfText(data.subarray(0, 96), 'c2pa', 0) >= 0;
