const STEP = 2 ** 15; // bytes per call: engines limit the number of arguments

/** Encodes bytes as base64 (RFC 4648), with `btoa`, which both hosts have. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += STEP) {
    text += String.fromCharCode(...bytes.subarray(at, at + STEP));
  }
  return btoa(text);
}
