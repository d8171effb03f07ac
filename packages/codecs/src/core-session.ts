import {
  createSession,
  QuantizeError,
  type QuantizeOptions,
  type RgbaImage,
  type Session,
  type SessionChanges,
} from '@kcolors/core';

/**
 * Quantizer session over one image. The colors of the image are counted again only if `objective`, `space`, `alpha` or
 * `engine` changes.
 */
export interface CoreSession {
  /** Returns the session for some options, and the remaining options, which each of its calls takes. */
  for(options: QuantizeOptions): { readonly session: Session; readonly changes: SessionChanges };
  /** The preview image: the original, or a smaller copy of a large one. */
  readonly previewImage: RgbaImage;
  /** @throws {QuantizeError} `'closed'` if it is closed. */
  checkOpen(): void;
  /** Frees the memory; running calls are rejected. */
  close(): void;
}

/**
 * Opens a quantizer session over an image, with the given options first.
 * @throws {QuantizeError} if they are invalid.
 */
export function openCoreSession(
  image: RgbaImage,
  first: QuantizeOptions,
  maxPreviewPixels?: number,
): CoreSession {
  let current: { readonly key: string; readonly session: Session } | undefined;

  let isOpen = true;

  const checkOpen = () => {
    if (!isOpen) throw closedSession();
  };
  const drop = () => {
    current?.session.close();
    current = undefined;
  };
  const sessionFor = ({ alpha, engine, objective, space, ...changes }: QuantizeOptions) => {
    checkOpen();
    const key = [alpha, engine, objective, space].join(' ');
    if (current?.key !== key) {
      drop();
      const session = createSession(image, {
        ...(alpha !== undefined && { alpha }),
        ...(engine !== undefined && { engine }),
        ...(objective !== undefined && { objective }),
        ...(space !== undefined && { space }),
        ...(maxPreviewPixels !== undefined && { maxPreviewPixels }),
      });
      current = { key, session };
    }
    return { session: current.session, changes };
  };
  const { session } = sessionFor(first);
  return {
    for: sessionFor,
    get previewImage() {
      return session.previewImage;
    },
    checkOpen,
    close() {
      isOpen = false;
      drop();
    },
  };
}

/** Returns the error of a call on a closed session. */
export const closedSession = (): QuantizeError =>
  new QuantizeError('closed', 'session', 'a session that is open', 'a closed one');

/** Returns the error of a call that a later call of its session has superseded. */
export const supersededCall = (): QuantizeError =>
  new QuantizeError('superseded', 'session', 'no later call of the session', 'one');
