export { lookOf, type PreparedLook, prepareLook } from './look.ts';
export { lookSample } from './sample.ts';
