/** Base64 decoders of some hosts. */
interface Host {
  readonly Buffer?: { from(text: string, encoding: 'base64'): Uint8Array };
  readonly atob?: (text: string) => string;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Decodes base64 text without line breaks (RFC 4648). */
export function decodeBase64(text: string, { Buffer, atob }: Host = globalThis as Host): Uint8Array {
  if (Buffer) return Buffer.from(text, 'base64');
  if (atob) return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const length = text.replace(/=+$/, '').length;
  const bytes = new Uint8Array((length * 3) >> 2);
  let bits = 0;
  for (let i = 0, at = 0; i < length; i++) {
    bits = (bits << 6) | ALPHABET.indexOf(text[i]!);
    if (i % 4 > 0) bytes[at++] = bits >> (6 - 2 * (i % 4));
  }
  return bytes;
}
