import {
  createSession,
  QuantizeError,
  type QuantizeOptions,
  type RgbaImage,
  type Session,
  type SessionChanges,
} from '@kcolors/core';

/** One session of core over an image at a time: that of the last objective, space, alpha and engine that were asked for. */
export interface KeptSession {
  /** The session for some options, and those of them that each of its calls takes. */
  for(options: QuantizeOptions): { readonly session: Session; readonly changes: SessionChanges };
  /** The image that previews show. */
  readonly proxy: RgbaImage;
  /** @throws QuantizeError `session-moved-on` when it was closed. */
  checkOpen(): void;
  /** Frees what is kept; calls that run are ended. */
  close(): void;
}

/**
 * Keeps a session over an image, at first one for these options.
 * @throws QuantizeError when they are not what they should be.
 */
export function keepSession(image: RgbaImage, first: QuantizeOptions, proxyPixels?: number): KeptSession {
  let kept: { readonly key: string; readonly session: Session } | undefined;

  let isOpen = true;

  const checkOpen = () => {
    if (!isOpen) throw closedSession();
  };
  const drop = () => {
    kept?.session.close();
    kept = undefined;
  };
  const take = ({ alpha, engine, objective, space, ...changes }: QuantizeOptions) => {
    checkOpen();
    const key = [alpha, engine, objective, space].join(' ');
    if (kept?.key !== key) {
      drop();
      const session = createSession(image, {
        ...(alpha !== undefined && { alpha }),
        ...(engine !== undefined && { engine }),
        ...(objective !== undefined && { objective }),
        ...(space !== undefined && { space }),
        ...(proxyPixels !== undefined && { proxyPixels }),
      });
      kept = { key, session };
    }
    return { session: kept.session, changes };
  };
  const { session } = take(first);
  return {
    for: take,
    get proxy() {
      return session.proxy;
    },
    checkOpen,
    close() {
      isOpen = false;
      drop();
    },
  };
}

/** What calls of a closed session are rejected with. */
export const closedSession = (): QuantizeError =>
  new QuantizeError('session-moved-on', 'session', 'a session that is open', 'a closed one');

/** What a call is rejected with that a later one has ended. */
export const overtaken = (): QuantizeError =>
  new QuantizeError('session-moved-on', 'session', 'no later call of the session', 'one');
