import { latin1Bytes } from '../bytes.ts';

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

/** Returns the first byte offset of a Latin-1 text at or after `from`, or -1. */
export function indexOfText(bytes: Uint8Array, text: string, from: number): number {
  const wanted = latin1Bytes(text);
  for (let at = bytes.indexOf(wanted[0]!, from); at >= 0; at = bytes.indexOf(wanted[0]!, at + 1)) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}
