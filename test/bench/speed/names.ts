/** Names of the rows that the promises refer to. */

export const LIBIMAGEQUANT_C = 'libimagequant in C, speed 4';
export const LIBIMAGEQUANT_SHARP = 'libimagequant in sharp, speed 4, with PNG';
export const SHARP_PNG = 'the PNG of sharp alone';
export const LIBIMAGEQUANT_WASM = 'libimagequant-wasm, speed 4';
export const PNGQUANT = 'pngquant, speed 4, whole process';
export const UPNG = 'upng-js';
