import { concatBytes, latin1, startsWith } from '../bytes.ts';
import { damaged } from '../errors.ts';
import type { Stripped } from '../metadata/stripped.ts';
import { skipBlocks } from './blocks.ts';

const GRAPHIC_CONTROL = 0xf9;
const APPLICATION = 0xff;
const LOOPS: readonly string[] = ['NETSCAPE2.0', 'ANIMEXTS1.0'];
const PROFILE = 'ICCRGBG1012';

/**
 * Removes all extensions of a GIF except those for frame timing, loops and the color profile, and all bytes after its
 * trailer. Plain text extensions are removed as well, because no browser draws them.
 */
export function stripGif(bytes: Uint8Array): Stripped {
  const packed = bytes[10] ?? 0;
  let at = 13 + (packed & 0x80 ? 3 * (2 << (packed & 7)) : 0);
  const parts = [bytes.subarray(0, at)];
  let hadCredentials = false;
  while (at < bytes.length) {
    const kind = bytes[at];
    let end = at + 1;
    let kept: Uint8Array | undefined;
    if (kind === 0x21) {
      end = skipBlocks(bytes, at + 2);
      kept = plainExtension(bytes.subarray(at, end));
      hadCredentials ||= bytes[at + 1] === APPLICATION && startsWith(bytes, 'C2PA_GIF', at + 3);
    } else if (kind === 0x2c) {
      const flags = bytes[at + 9] ?? 0;
      end = skipBlocks(bytes, at + 11 + (flags & 0x80 ? 3 * (2 << (flags & 7)) : 0));
      kept = bytes.subarray(at, end);
    } else if (kind === 0x3b) {
      kept = bytes.subarray(at, end);
    }
    if (kind !== 0x21 && !kept) throw cannotRead(at);
    if (end > bytes.length) throw cannotRead(at);
    if (kept) parts.push(kept);
    if (kind === 0x3b) break;
    at = end;
  }
  return { bytes: concatBytes(parts), orientation: 1, hadCredentials };
}

/** Returns the part of an extension that stays: all of it, the loop count alone, or nothing. */
function plainExtension(extension: Uint8Array): Uint8Array | undefined {
  const label = extension[1];
  if (label === GRAPHIC_CONTROL) return extension;
  if (label !== APPLICATION || extension[2] !== 11) return undefined;
  const name = latin1(extension, 3, 11);
  if (name === PROFILE) return extension;
  const isLoop = LOOPS.includes(name) && extension[14] === 3 && extension[15] === 1;
  return isLoop ? concatBytes([extension.subarray(0, 18), Uint8Array.of(0)]) : undefined;
}

const cannotRead = (at: number) =>
  damaged(`The metadata cannot be removed from the GIF: it is truncated or damaged at byte ${at}.`);
