// AVIF is read and written by an add-on that people install beside the command. It is never a part of its bundle.
import { createRequire } from 'node:module';
import type { FormatHooks } from '@kcolors/codecs';

const ADD_ON = '@kcolors/avif';

/** Whether the add-on is installed where this program finds packages. */
export const isAvifInstalled: boolean = canResolve(ADD_ON);

/** Decoder and encoder of the add-on, which is loaded when it is first needed; none if it is not installed. */
export const FORMAT_HOOKS: FormatHooks = isAvifInstalled
  ? {
      decoders: { avif: async (bytes) => (await import('@kcolors/avif')).decodeAvif(bytes) },
      encoders: {
        avif: async (image, options) => (await import('@kcolors/avif')).encodeAvif(image, options),
      },
    }
  : {};

function canResolve(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}
