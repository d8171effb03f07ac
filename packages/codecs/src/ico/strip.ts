import { concatBytes, u16le, u32leBytes } from '../bytes.ts';
import type { Stripped } from '../metadata/stripped.ts';
import { stripPng } from '../png/strip.ts';
import { ENTRY_BYTES, readIcon } from './directory.ts';

const DIRECTORY = 6;
/** Where a picture without file header stores its density, and how many bytes that takes. */
const DENSITY = { at: 24, bytes: 8 };

/** Removes the metadata of all pictures of an icon, and the bytes between and after them. */
export function stripIcon(bytes: Uint8Array): Stripped {
  const pictures = readIcon(bytes);
  const head = bytes.slice(0, DIRECTORY + ENTRY_BYTES * u16le(bytes, 4));
  let hadCredentials = false;
  let at = head.length;
  const parts = pictures.map((picture, i) => {
    const entry = DIRECTORY + ENTRY_BYTES * i;
    const stripped = picture.kind === 'png' ? stripPng(picture.bytes) : undefined;
    hadCredentials ||= stripped?.hadCredentials ?? false;
    const part = stripped?.bytes ?? withoutDensity(picture.bytes);
    head.set([...u32leBytes(part.length), ...u32leBytes(at)], entry + 8);
    at += part.length;
    return part;
  });
  return { bytes: concatBytes([head, ...parts]), orientation: 1, hadCredentials };
}

function withoutDensity(dib: Uint8Array): Uint8Array {
  const copy = dib.slice();
  if (dib[0] !== 12) copy.fill(0, DENSITY.at, DENSITY.at + DENSITY.bytes);
  return copy;
}
