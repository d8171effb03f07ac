import { Buffer } from 'node:buffer';
import { expect } from 'vitest';

// Typed arrays of the same bytes are equal. Vitest would compare millions of numbers one by one, which takes half a minute.
expect.addEqualityTesters([
  (one, other) => {
    if (!isTypedArray(one) || !isTypedArray(other)) return undefined;
    const isSame = one.constructor === other.constructor && bytesOf(one).equals(bytesOf(other));
    return isSame || undefined; // else Vitest finds the difference
  },
]);

const isTypedArray = (value: unknown): value is ArrayBufferView & { constructor: unknown } =>
  ArrayBuffer.isView(value) && !(value instanceof DataView);

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) =>
  Buffer.from(buffer, byteOffset, byteLength);
