import type { RequestDetail } from '../options/kc-options.ts';
import { say } from '../texts/texts.ts';
import type { KcStudio } from './kc-studio.ts';
import type { StudioEngine, StudioFacts, StudioPicture, StudioPreview, StudioResult } from './types.ts';

export interface StudioController {
  /** The shown result; undefined while it is pending or after it failed. */
  readonly result: StudioResult | undefined;
  /**
   * Resolves with the result of the current request once it is shown. A request that changes meanwhile replaces the
   * current one. Rejects if the compression fails or the controller is disconnected.
   */
  current(): Promise<StudioResult>;
  /** Sends the request again, for instance for another image. */
  refresh(): void;
  /** Cancels the running compression and removes the listener. */
  disconnect(): void;
}

interface Waiter {
  readonly resolve: (result: StudioResult) => void;
  readonly reject: (reason: unknown) => void;
}

/** Requests are numbered. The early image of an answer counts as this much older than the answer itself. */
const EARLY = 0.25;

/**
 * Connects an engine to a studio. While the user drags, it requests previews; at the start and after a change it also
 * requests the full size. Requests are numbered. An answer is shown only if no answer to a later request has been
 * shown.
 */
export function connectStudio(studio: KcStudio, engine: StudioEngine): StudioController {
  let asked = 0;
  let shown = 0;
  let rests = false;
  let connected = true;
  let run: AbortController | undefined;
  let result: StudioResult | undefined;
  let failure: { readonly reason: unknown } | undefined;
  let waiting: Waiter[] = [];

  const ask = (resting: boolean) => {
    const question = ++asked;
    rests = resting;
    run?.abort();
    run = undefined;
    result = undefined;
    failure = undefined;
    studio.message = '';
    studio.progress = undefined;
    void preview(question);
    if (resting) void compress(question);
  };

  const preview = async (question: number) => {
    // While the user drags, show every answer that is newer than the shown one. Otherwise wait for the newest.
    const isNews = (answer: number) => connected && answer > shown && !(rests && question !== asked);
    const onPicture = (picture: StudioPicture) => {
      const early = question - EARLY;
      if (studio.phase !== 'ready' || !isNews(early)) return;
      shown = early;
      studio.drawAfter(picture.image);
      studio.palette = picture.palette;
    };
    try {
      const { request } = studio;
      const answer = await engine.preview(request, onPicture);
      if (!answer || !isNews(question)) return;
      const facts = { ...factsOfPreview(answer, studio), requested: request };
      if (shown === question - EARLY) studio.facts = facts;
      else show(studio, answer, facts);
      shown = question;
    } catch (reason) {
      // While the user drags, there is no other answer. Otherwise the full-size run reports the error.
      if (connected && question === asked && !rests) fail(reason);
    }
  };

  const compress = async (question: number) => {
    const own = new AbortController();
    run = own;
    studio.progress = 0;
    const onProgress = (done: number) => {
      if (run === own) studio.progress = done;
    };
    try {
      const answer = await engine.compress(studio.request, { signal: own.signal, onProgress });
      if (!connected || question !== asked) return;
      shown = question + 0.5; // a late preview of the same request must not replace this result
      result = answer;
      show(studio, answer, { ...factsOfResult(answer, studio), requested: studio.request });
      finish();
      for (const { resolve } of takeWaiting()) resolve(answer);
    } catch (reason) {
      if (connected && question === asked) fail(reason);
    }
  };

  const finish = () => {
    run = undefined;
    studio.progress = undefined;
  };

  const fail = (reason: unknown) => {
    finish();
    failure = { reason };
    studio.facts = undefined;
    if (studio.phase === 'loading') studio.phase = 'error';
    studio.message = reason instanceof Error && reason.message ? reason.message : say('errorText');
    for (const { reject } of takeWaiting()) reject(reason);
  };

  const takeWaiting = () => {
    const taken = waiting;
    waiting = [];
    return taken;
  };

  const listen = (event: Event) => ask((event as CustomEvent<RequestDetail>).detail.resting);
  studio.addEventListener('kc-request', listen);
  ask(true);

  return {
    get result() {
      return result;
    },
    current: () => {
      if (result) return Promise.resolve(result);
      if (failure) return Promise.reject(failure.reason);
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
      });
    },
    refresh: () => {
      if (!connected) return;
      shown = asked; // pending answers may belong to another image
      ask(true);
    },
    disconnect: () => {
      studio.removeEventListener('kc-request', listen);
      run?.abort();
      finish();
      connected = false;
      const reason = new DOMException('The studio was disconnected.', 'AbortError');
      for (const { reject } of takeWaiting()) reject(reason);
      failure ??= { reason };
    },
  };
}

function show(studio: KcStudio, { image, palette }: StudioPicture, facts: StudioFacts): void {
  studio.drawAfter(image);
  studio.palette = palette;
  studio.facts = facts;
  if (studio.phase !== 'empty') studio.phase = 'ready';
}

function factsOfPreview(preview: StudioPreview, studio: KcStudio): StudioFacts {
  const { estimatedBytes, psnr, deltaE, qualityScore, notes = [] } = preview;
  return {
    before: studio.originalBytes,
    after: estimatedBytes,
    approximate: true,
    outcome: 'compressed',
    ...studio.pictureSize,
    psnr,
    deltaE,
    ...(qualityScore && { qualityScore }),
    notes,
  };
}

function factsOfResult(result: StudioResult, studio: KcStudio): StudioFacts {
  const { bytesBefore: before, bytesAfter: after, outcome, psnr, deltaE, qualityScore, notes } = result;
  studio.originalBytes = before;
  const size = studio.pictureSize;
  return {
    before,
    after,
    approximate: false,
    outcome,
    ...size,
    psnr,
    deltaE,
    ...(qualityScore && { qualityScore }),
    notes,
  };
}
