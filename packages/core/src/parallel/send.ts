import { isShared, type Place, startPacking } from '../threads/index.ts';
import { type CoreTasks, type StepTasks, stepsOf } from './tasks.ts';

/** One job, its arguments by how they get to a thread. */
export interface Job {
  /** What holds the pixels: they are copied, or with `transfer` handed over. */
  readonly source: unknown;
  readonly transfer?: boolean | undefined;
  /** What is ours alone: its arrays are handed over. */
  readonly own?: readonly unknown[];
  /** All the rest. */
  readonly args: readonly unknown[];
}

type Bytes = Uint8Array | Uint8ClampedArray;

/** Has a job done in a thread. What is wrong with arguments that cannot be sent is said by core itself. */
export async function send<Name extends keyof StepTasks>(
  { run }: Pick<Place<CoreTasks>, 'run'>,
  name: Name,
  job: Job,
  onProgress?: (progress: never) => void,
): Promise<ReturnType<StepTasks[Name]>> {
  const { args, own = [], source } = job;
  try {
    const { buffers, sent } = pack(job);
    const result = await run((thread) => thread.call(name, sent as never, { buffers, onProgress }).result);
    return result as ReturnType<StepTasks[Name]>;
  } catch (error) {
    if (isCloneError(error)) stepsOf(name, [source, ...own, ...args]).next();
    throw error;
  }
}

/**
 * The arguments of a job, ready to be sent. Pixels are copied once, unless their owner gives them away or they are in
 * shared memory, which both sides see.
 */
export function pack({ args, own = [], source, transfer = false }: Job): {
  readonly sent: readonly unknown[];
  readonly buffers: Transferable[];
} {
  const packing = startPacking();
  const packImage = (image: unknown): unknown => {
    if (!isImage(image)) return image;
    const { width, height, data } = image; // and nothing else that the object may carry
    if (isShared(data)) return { width, height, data };
    return { width, height, data: transfer ? packing.give(data) : packing.copy(data) };
  };
  const packed = Array.isArray(source) ? source.map(packImage) : packImage(source);
  return { sent: [packed, ...packing.giveAll(own), ...args], buffers: packing.buffers };
}

/** Whether something has bytes for pixels; the rest is for core to check. */
export function isImage(value: unknown): value is { width: unknown; height: unknown; data: Bytes } {
  if (typeof value !== 'object' || value === null || !('data' in value)) return false;
  const tag = Object.prototype.toString.call(value.data);
  return tag === '[object Uint8Array]' || tag === '[object Uint8ClampedArray]';
}

export const isCloneError = (error: unknown): boolean => (error as Error | null)?.name === 'DataCloneError';
