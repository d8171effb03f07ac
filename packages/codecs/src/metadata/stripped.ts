import type { Orientation } from './exif.ts';

/** A file without its metadata, and what to say of that. */
export interface Stripped {
  readonly bytes: Uint8Array;
  /** How the picture has to be turned, which the file still says where that is not 1. */
  readonly orientation: Orientation;
  readonly hadCredentials: boolean;
  /** A note on a picture or a video that went along with the metadata. */
  readonly lost?: string | undefined;
}
