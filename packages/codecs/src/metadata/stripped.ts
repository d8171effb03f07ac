import type { Orientation } from './exif.ts';

/** A file without its metadata, and the facts for its notes. */
export interface Stripped {
  readonly bytes: Uint8Array;
  /** Orientation of the stored picture. The file keeps it unless it is 1. */
  readonly orientation: Orientation;
  readonly hadCredentials: boolean;
  /** Note about a further picture or a video that was removed with the metadata. */
  readonly lost?: string | undefined;
}
