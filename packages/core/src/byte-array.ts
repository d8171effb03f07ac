/** Whether a value is a byte array, also one of another realm: an iframe's `Uint8Array` fails `instanceof`. */
export function isByteArray(value: unknown): value is Uint8Array | Uint8ClampedArray {
  const tag = Object.prototype.toString.call(value);
  return tag === '[object Uint8Array]' || tag === '[object Uint8ClampedArray]';
}
