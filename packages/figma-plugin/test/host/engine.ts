// The JavaScript engine that runs the script of the plugin: QuickJS, which is what Figma's sandbox is made of.
import { newQuickJSWASMModule, type QuickJSContext, type QuickJSHandle } from 'quickjs-emscripten';
import { newQuickJSWASMModule as newOlderModule } from 'quickjs-emscripten-0-29';

const MEMORY = 1024 * 1024 * 1024;
const STACK = 1024 * 1024;

/** The newest, and one without structuredClone and other things of late. */
const ENGINES = {
  newest: newQuickJSWASMModule,
  older: newOlderModule as unknown as typeof newQuickJSWASMModule,
};
export type EngineName = keyof typeof ENGINES;

/** Values that can be handed in and out. */
type Value = string | number | boolean | undefined;
type Argument = string | number | Uint8Array;

export interface Engine {
  evaluate(code: string, file: string): void;
  /** Calls `forHost[name]`, and then whatever has become due. */
  call(name: string, ...args: readonly Argument[]): Value;
  /** Gives the code a global function. */
  give(name: string, take: (...args: (Value | Uint8Array[])[]) => void): void;
}

/** Each has a memory of its own, which is free when nobody holds the engine any more. */
export async function openEngine(name: EngineName, onError: (error: Error) => void): Promise<Engine> {
  const runtime = (await ENGINES[name]()).newRuntime();
  runtime.setMemoryLimit(MEMORY);
  runtime.setMaxStackSize(STACK);
  const context = runtime.newContext();

  const errorOf = (handle: QuickJSHandle): Error => {
    const dumped: { message?: string; stack?: string } | string = context.dump(handle);
    handle.dispose();
    if (typeof dumped === 'string') return new Error(dumped);
    return new Error(`${dumped.message ?? 'Something was thrown'}\n${dumped.stack ?? ''}`);
  };
  const runJobs = () => {
    for (;;) {
      const done = runtime.executePendingJobs();
      if (done.error) return onError(errorOf(done.error));
      if (done.value === 0) return;
    }
  };
  const take = (result: ReturnType<QuickJSContext['evalCode']>): Value => {
    if (result.error) throw errorOf(result.error);
    const value: Value = context.dump(result.value);
    result.value.dispose();
    return value;
  };

  return {
    evaluate(code, file) {
      take(context.evalCode(code, file));
      runJobs();
    },
    call(functionName, ...args) {
      const handles = args.map((one) => handleOf(context, one));
      const holder = context.getProp(context.global, 'forHost');
      const called = context.getProp(holder, functionName);
      try {
        return take(context.callFunction(called, holder, ...handles));
      } finally {
        for (const handle of [called, holder, ...handles]) handle.dispose();
        runJobs();
      }
    },
    give(functionName, listener) {
      const given = context.newFunction(functionName, (...handles) => {
        listener(...handles.map((handle) => readValue(context, handle)));
      });
      context.setProp(context.global, functionName, given);
      given.dispose();
    },
  };
}

function handleOf(context: QuickJSContext, value: Argument): QuickJSHandle {
  if (typeof value === 'string') return context.newString(value);
  if (typeof value === 'number') return context.newNumber(value);
  return context.newArrayBuffer(value.slice().buffer);
}

/** A text, a number, or an array of buffers. */
function readValue(context: QuickJSContext, handle: QuickJSHandle): Value | Uint8Array[] {
  if (context.typeof(handle) !== 'object') return context.dump(handle);
  const lengthHandle = context.getProp(handle, 'length');
  const length = context.getNumber(lengthHandle);
  lengthHandle.dispose();
  return Array.from({ length }, (_, index) => {
    const one = context.getProp(handle, index);
    const buffer = context.getArrayBuffer(one);
    const bytes = buffer.value.slice();
    buffer.dispose();
    one.dispose();
    return bytes;
  });
}
