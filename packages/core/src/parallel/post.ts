import { QuantizeError, type RgbaImage } from '../index.ts';
import type { Answer } from './jobs.ts';

/** A value that can be sent, and the buffers that are handed over with it instead of being copied. */
export interface Parcel {
  readonly value: unknown;
  readonly buffers: ArrayBuffer[];
}

/**
 * Makes what holds the pixels ready to be sent. Pixels are copied once, unless their owner gives them away
 * (`transfer`) or they are in shared memory, which both sides see.
 *
 * @throws DataCloneError when it holds what cannot be sent, such as a function.
 */
export function pack(source: unknown, transfer: boolean): Parcel {
  const buffers: ArrayBuffer[] = [];
  const packImage = (image: unknown): unknown => {
    if (!isImage(image)) return structuredClone(image);
    const { width, height, data } = image; // and nothing else that the object may carry
    const own = isShared(data) ? data : transfer ? takeOver(data) : new Uint8Array(data);
    if (!isShared(own)) buffers.push(own.buffer as ArrayBuffer);
    return { ...structuredClone({ width, height }), data: own };
  };
  const value = Array.isArray(source) ? source.map(packImage) : packImage(source);
  return { value, buffers };
}

type Bytes = Uint8Array | Uint8ClampedArray;

/** Whether something has bytes for pixels; the rest is for core to check. */
export function isImage(value: unknown): value is { width: unknown; height: unknown; data: Bytes } {
  if (typeof value !== 'object' || value === null || !('data' in value)) return false;
  const tag = Object.prototype.toString.call(value.data);
  return tag === '[object Uint8Array]' || tag === '[object Uint8ClampedArray]';
}

const isShared = ({ buffer }: Bytes): boolean =>
  Object.prototype.toString.call(buffer) === '[object SharedArrayBuffer]';

/** The same bytes, detached from their owner; a copy where the owner's buffer holds more than them. */
function takeOver(data: Bytes): Bytes {
  if (data.byteLength !== data.buffer.byteLength) return new Uint8Array(data);
  return structuredClone(data, { transfer: [data.buffer as ArrayBuffer] });
}

/** The image with its pixels detached from their owner; as it is where their buffer holds more, or is shared. */
export function detach(image: RgbaImage): RgbaImage {
  const { data, height, width } = image;
  if (isShared(data) || data.byteLength !== data.buffer.byteLength) return image;
  return { data: takeOver(data), height, width };
}

/** The buffers of all arrays in a value that its owner does not need any more. */
export function buffersOf(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return [value.buffer as ArrayBuffer];
  if (typeof value !== 'object' || value === null) return [];
  return [...new Set(Object.values(value).flatMap(buffersOf))];
}

/** What came of some work, ready to be sent. */
export async function answerOf(work: () => unknown): Promise<Answer> {
  try {
    return { result: await work() };
  } catch (error) {
    if (!(error instanceof QuantizeError)) return { failure: error };
    const { code, expected, received, message, stack } = error;
    return { refusal: { code, expected, received, message, stack } };
  }
}

/** The result of an answer, or its error thrown. */
export function open(answer: Answer): unknown {
  if ('result' in answer) return answer.result;
  if ('failure' in answer) throw answer.failure;
  const { code, expected, received, message, stack } = answer.refusal;
  throw Object.assign(new QuantizeError(code, '', expected, received), { received, message, stack });
}
