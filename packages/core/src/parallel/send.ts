import { isShared, type Place, startPacking } from '../threads/index.ts';
import { type CoreTasks, type StepTasks, stepsOf } from './tasks.ts';

/** A job, with its arguments by the way they are sent. */
export interface Job {
  /** Holds the pixels: copied, or with `transfer` transferred. */
  readonly source: unknown;
  readonly transfer?: boolean | undefined;
  /** Values that only the pool uses: their arrays are transferred. */
  readonly own?: readonly unknown[];
  /** All other arguments. */
  readonly args: readonly unknown[];
}

type Bytes = Uint8Array | Uint8ClampedArray;

/** Runs a job in a thread. If an argument cannot be cloned, core checks the arguments and reports what is wrong. */
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

/** Packs the arguments of a job. Pixels are copied once, unless they are transferred or in shared memory. */
export function pack({ args, own = [], source, transfer = false }: Job): {
  readonly sent: readonly unknown[];
  readonly buffers: Transferable[];
} {
  const packing = startPacking();
  const packImage = (image: unknown): unknown => {
    if (!isImage(image)) return image;
    const { width, height, data } = image; // drops other properties of the object
    if (isShared(data)) return { width, height, data };
    return { width, height, data: transfer ? packing.give(data) : packing.copy(data) };
  };
  const packed = Array.isArray(source) ? source.map(packImage) : packImage(source);
  return { sent: [packed, ...packing.giveAll(own), ...args], buffers: packing.buffers };
}

/** Whether a value has bytes as `data`. Core checks the rest. */
export function isImage(value: unknown): value is { width: unknown; height: unknown; data: Bytes } {
  if (typeof value !== 'object' || value === null || !('data' in value)) return false;
  const tag = Object.prototype.toString.call(value.data);
  return tag === '[object Uint8Array]' || tag === '[object Uint8ClampedArray]';
}

export const isCloneError = (error: unknown): boolean => (error as Error | null)?.name === 'DataCloneError';
