import { concatBytes, latin1Bytes } from '../bytes.ts';

/** Returns whether an XMP packet describes a gain map or a container of pictures, and so not the main picture alone. */
export function xmpNeedsOtherPictures(xmp: Uint8Array): boolean {
  return indexOfText(xmp, 'hdrgm:', 0) >= 0 || indexOfText(xmp, 'Container:Directory', 0) >= 0;
}

/** Returns a copy of the packet with every `tiff:Orientation` set to 1. */
export function withUprightXmp(xmp: Uint8Array): Uint8Array {
  const copy = new Uint8Array(xmp);
  for (let at = 0; ; ) {
    at = indexOfText(copy, 'tiff:Orientation', at);
    if (at < 0) return copy;
    at += 'tiff:Orientation'.length;
    let value = at;
    while (value < at + 8 && !(copy[value]! >= 0x31 && copy[value]! <= 0x38)) value++; // skips =, >, quotes, spaces
    if (value < at + 8 && value < copy.length) copy[value] = 0x31;
  }
}

/** Returns a copy of the packet in which the properties of the image size, where present, have these values. */
export function withXmpPixelSize(
  xmp: Uint8Array,
  { height, width }: { readonly width: number; readonly height: number },
): Uint8Array {
  const sizes = {
    'exif:PixelXDimension': width,
    'exif:PixelYDimension': height,
    'tiff:ImageWidth': width,
    'tiff:ImageLength': height,
  };
  return Object.entries(sizes).reduce((packet, [name, size]) => withNumber(packet, name, size), xmp);
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** Returns a packet in which every number of a property, in an attribute or an element, is `value`. */
function withNumber(xmp: Uint8Array, name: string, value: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let done = 0;
  for (let at = indexOfText(xmp, name, 0); at >= 0; at = indexOfText(xmp, name, at)) {
    at += name.length;
    let from = at;
    while (from < at + 3 && '=>"\''.includes(String.fromCharCode(xmp[from]!))) from++;
    let to = from;
    while (isDigit(xmp[to])) to++;
    if (from === at || to === from) continue; // a closing tag, or a longer name
    parts.push(xmp.subarray(done, from), latin1Bytes(String(value)));
    done = to;
  }
  return parts.length === 0 ? xmp : concatBytes([...parts, xmp.subarray(done)]);
}

/** Returns the first byte offset of a Latin-1 text at or after `from`, or -1. */
export function indexOfText(bytes: Uint8Array, text: string, from: number): number {
  const wanted = latin1Bytes(text);
  for (let at = bytes.indexOf(wanted[0]!, from); at >= 0; at = bytes.indexOf(wanted[0]!, at + 1)) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}
