/** Byte arrays of any realm (an iframe's `Uint8Array` is not an instance of this one's). */
export function isByteArray(value: unknown): value is Uint8Array | Uint8ClampedArray {
  const tag = Object.prototype.toString.call(value);
  return tag === '[object Uint8Array]' || tag === '[object Uint8ClampedArray]';
}
