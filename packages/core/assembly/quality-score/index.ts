// The kernels of the quality score: a module of their own, which no other job compiles.

export { compare } from './compare';
export { halve } from './halve';
export { LINEAR, toLinear } from './linear';
export { prepare } from './prepare';
export { toXyb } from './xyb';

export function heapBase(): usize {
  return __heap_base;
}
