// What workerpool gets when it requires `worker_threads` or `os`; the build puts this in their place. So the package
// imports nothing of Node, and one file serves every host: this one is only run where there is a `process` of Node.
import type * as os from 'node:os';
import type * as workerThreads from 'node:worker_threads';

const threads = process.getBuiltinModule('node:worker_threads') as typeof workerThreads;
const system = process.getBuiltinModule('node:os') as typeof os;

/** A thread that does not keep the process alive: the jobs do. */
export class Worker extends threads.Worker {
  constructor(...args: ConstructorParameters<typeof workerThreads.Worker>) {
    super(...args);
    queueMicrotask(() => this.unref()); // after the listeners of workerpool: one for messages undoes it
  }
}

export const isMainThread: boolean = threads.isMainThread;
export const parentPort: workerThreads.MessagePort | null = threads.parentPort;
export const cpus: typeof os.cpus = system.cpus;
