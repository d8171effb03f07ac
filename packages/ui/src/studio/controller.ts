import type { RequestDetail } from '../options/kc-options.ts';
import { say } from '../texts/texts.ts';
import type { KcStudio } from './kc-studio.ts';
import type { StudioEngine, StudioFacts, StudioPicture, StudioPreview, StudioResult } from './types.ts';

export interface StudioController {
  /** The result that is shown; undefined while it is still to come, or when it failed. */
  readonly result: StudioResult | undefined;
  /**
   * The result of what is asked, as soon as it is shown; where more is asked meanwhile, the result of that.
   * Rejected when it fails, or when the controller is disconnected first.
   */
  current(): Promise<StudioResult>;
  /** Asks again, for instance for another picture. */
  refresh(): void;
  /** Stops what runs and listens no more. */
  disconnect(): void;
}

interface Waiter {
  readonly resolve: (result: StudioResult) => void;
  readonly reject: (reason: unknown) => void;
}

/** How much older the picture of an answer is than the rest of it, in questions. */
const EARLY = 0.25;

/**
 * Lets an engine answer what a studio asks: previews while the hand moves, the full size when it rests and at
 * first. Questions are numbered, and an answer is shown only when none to a later question has been.
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
    // A hand that moves sees every answer that is newer than the last; one that rests waits for the newest.
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
      const facts = { ...factsOfPreview(answer, studio), asked: request };
      if (shown === question - EARLY) studio.facts = facts;
      else show(studio, answer, facts);
      shown = question;
    } catch (reason) {
      // While the hand moves there is no other answer; at rest the full size tells what is wrong.
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
      shown = question + 0.5; // a preview of the same question that comes late shows less
      result = answer;
      show(studio, answer, { ...factsOfResult(answer, studio), asked: studio.request });
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
      shown = asked; // what is on its way may be of another picture
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
  const { estimatedBytes, psnr, deltaE, look, notes = [] } = preview;
  return {
    before: studio.originalBytes,
    after: estimatedBytes,
    approximate: true,
    outcome: 'compressed',
    ...studio.pictureSize,
    psnr,
    deltaE,
    ...(look && { look }),
    notes,
  };
}

function factsOfResult(result: StudioResult, studio: KcStudio): StudioFacts {
  const { bytesBefore: before, bytesAfter: after, outcome, psnr, deltaE, look, notes } = result;
  studio.originalBytes = before;
  const size = studio.pictureSize;
  return { before, after, approximate: false, outcome, ...size, psnr, deltaE, ...(look && { look }), notes };
}
