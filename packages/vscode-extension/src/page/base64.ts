const STEP = 2 ** 15; // more arguments are too many for a call

/** Bytes as base64 (RFC 4648): `btoa` is what both hosts have. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += STEP) {
    text += String.fromCharCode(...bytes.subarray(at, at + STEP));
  }
  return btoa(text);
}
