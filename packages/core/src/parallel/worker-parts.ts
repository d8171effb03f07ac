/**
 * `worker.ts` with all that it needs but the kernels, which belong between the parts. The build puts the text here: what
 * stands in the source is what a bundle without it would say.
 */
export const WORKER_PARTS: readonly string[] = ['throw new Error("bundle.mjs has not put the script here")'];
