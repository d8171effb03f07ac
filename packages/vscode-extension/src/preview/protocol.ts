// Messages between the extension and the page of the preview.

import type { FilePreview } from '@kcolors/codecs';
import type { CompressRequest } from '@kcolors/codecs/request';

/** The initial options of a preview: the file's settings, as JSON. */
export interface Start {
  readonly request: CompressRequest;
  readonly metadata: 'keep' | 'strip';
}

/** Message from the extension to the page. */
export type ToPage =
  | {
      readonly type: 'open';
      /** URI of the file: the page ignores state that it kept for another file. */
      readonly uri: string;
      readonly name: string;
      readonly bytes: Uint8Array;
      /** SHA-256 of the bytes; the page sends it back with each result. */
      readonly hash: string;
      readonly start: Start;
      /** An animation is only displayed: a result would hold just its first frame. */
      readonly isAnimated: boolean;
      /** Whether the file itself may be replaced. */
      readonly canReplace: boolean;
      /** Texts in the language of VS Code, by their English originals. */
      readonly translations: Readonly<Record<string, string>>;
    }
  /** An approximate result, made while the page loads and shown until the page can make its own. */
  | { readonly type: 'glimpse'; readonly hash: string; readonly preview: FilePreview }
  /** The file cannot be shown. */
  | { readonly type: 'failed'; readonly uri: string; readonly name: string; readonly message: string }
  /** Saving has ended, with success or failure. */
  | { readonly type: 'settled' };

/** Message from the page to the extension. */
export type FromPage =
  | { readonly type: 'ready' }
  | {
      readonly type: 'save';
      readonly as: 'over' | 'copy';
      /** SHA-256 of the original file of this result. */
      readonly base: string;
      readonly bytes: Uint8Array;
      readonly format: 'png' | 'webp' | 'gif' | 'jpeg' | 'bmp' | 'tiff' | 'ico';
    }
  | { readonly type: 'copy'; readonly text: string }
  /** An error in the page, for the log. */
  | { readonly type: 'problem'; readonly message: string };

/** State that the page keeps across reloads, as JSON. */
export interface PageState {
  readonly uri: string;
  readonly request?: unknown;
  readonly view?: unknown;
}

const FORMATS = ['png', 'webp', 'gif', 'jpeg', 'bmp', 'tiff', 'ico'];

/** Validates a message from the page, which is not trusted. Undefined when it is invalid. */
export function parseFromPage(message: unknown): FromPage | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { type, as, base, bytes, format, text, message: said } = message as Record<string, unknown>;
  switch (type) {
    case 'ready':
      return { type };
    case 'save':
      return (as === 'over' || as === 'copy') &&
        typeof base === 'string' &&
        bytes instanceof Uint8Array &&
        FORMATS.includes(format as string)
        ? ({ type, as, base, bytes, format } as FromPage)
        : undefined;
    case 'copy':
      return typeof text === 'string' ? { type, text } : undefined;
    case 'problem':
      return typeof said === 'string' ? { type, message: said } : undefined;
    default:
      return undefined;
  }
}
