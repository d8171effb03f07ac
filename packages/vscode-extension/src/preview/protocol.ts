// What goes between the extension and the page of the preview.

import type { FilePreview } from '@kcolors/codecs';
import type { CompressRequest } from '@kcolors/codecs/request';

/** What a preview asks for at first: the settings of the file. JSON. */
export interface Start {
  readonly request: CompressRequest;
  readonly metadata: 'keep' | 'strip';
}

/** From the extension to the page. */
export type ToPage =
  | {
      readonly type: 'open';
      /** Address of the file: state that was kept for another one is not used. */
      readonly uri: string;
      readonly name: string;
      readonly bytes: Uint8Array;
      /** SHA-256 of the bytes, which comes back with what is made of them. */
      readonly hash: string;
      readonly start: Start;
      /** An animation is shown and nothing else: a result would be its first picture. */
      readonly isAnimated: boolean;
      /** Whether the file itself may be written. */
      readonly canReplace: boolean;
      /** Texts in the language of VS Code, by the English ones. */
      readonly translations: Readonly<Record<string, string>>;
    }
  /** What the file would become, about: made while the page loads, for the time until the page can do it itself. */
  | { readonly type: 'glimpse'; readonly hash: string; readonly preview: FilePreview }
  /** The file cannot be shown. */
  | { readonly type: 'failed'; readonly uri: string; readonly name: string; readonly message: string }
  /** Saving is over, well or not. */
  | { readonly type: 'settled' };

/** From the page to the extension. */
export type FromPage =
  | { readonly type: 'ready' }
  | {
      readonly type: 'save';
      readonly as: 'over' | 'copy';
      /** Hash of the file that this is the result of. */
      readonly base: string;
      readonly bytes: Uint8Array;
      readonly format: 'png' | 'webp' | 'gif' | 'jpeg' | 'bmp';
    }
  | { readonly type: 'copy'; readonly text: string }
  /** The page could not do its work; for the log. */
  | { readonly type: 'problem'; readonly message: string };

/** What the page keeps over a reload. JSON. */
export interface PageState {
  readonly uri: string;
  readonly request?: unknown;
  readonly view?: unknown;
}

const FORMATS = ['png', 'webp', 'gif', 'jpeg', 'bmp'];

/** A message of the page, if it is one: a page is not trusted further than that. */
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
