export { lookOf, type PreparedLook, prepareLook } from './look.ts';
