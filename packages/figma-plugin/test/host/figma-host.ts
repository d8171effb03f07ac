// A document and the plugin in it, for tests: the script as built, in a real engine, against a stand-in for Figma.
import { Buffer } from 'node:buffer';
import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, parseAnswer } from '../../src/shared/answers.ts';
import type { AnswerTo } from '../../src/shared/protocol.ts';
import type { Request, RequestOf } from '../../src/shared/requests.ts';
import { pluginScript, sandboxScript } from './build.ts';
import type { DocumentSpec, Snapshot } from './document-spec.ts';
import { type EngineName, openEngine } from './engine.ts';
import { type Packed, pack, unpack } from './wire.ts';

type Type = Request['type'];
type Asked<One extends Type> = Omit<RequestOf<One>, 'id'> & { readonly type: One };

export interface FigmaHost {
  /** Adds an image to the file; its hash. */
  addImage(bytes: Uint8Array): string;
  /** Opens a document; before that, only images can be added. */
  open(spec: DocumentSpec): void;
  /** Starts the plugin, again if it ran. */
  start(event?: { command?: string; parameters?: Record<string, string> }): void;
  /** Asks as the page does, and fails when the answer is that it failed. */
  ask<One extends Type>(request: Asked<One>): Promise<AnswerTo<One>>;
  /** Asks, and gives whatever the answer is. */
  askAnyhow(request: Asked<Type> | Record<string, unknown>): Promise<Answer>;
  /** The file of an image, piece by piece. */
  readImage(hash: string): Promise<Uint8Array>;
  /** Sends anything; there need not be an answer. */
  send(message: unknown): void;
  /** Hands over a message of the page that is packed already. */
  receive(message: Packed): void;
  /** Hears everything that the plugin sends. */
  onMessage(listener: (message: Packed) => void): void;
  readonly messages: readonly Answer[];
  snapshot(): Snapshot;
  /** Calls something of `forHost` in `sandbox/main.ts`. */
  call(name: string, ...args: readonly (string | Uint8Array)[]): string | undefined;
  /** What was logged or thrown where nobody caught it. */
  readonly complaints: readonly string[];
  /** Has long work of the plugin stay in its next break until the function that this gives is called. */
  stayInBreaks(): () => void;
  /** Holds back what the plugin sends until the function that this gives is called: nobody hears it. */
  holdMessages(): () => void;
  /** Until nothing happens any more. */
  settle(): Promise<void>;
  dispose(): void;
}

export async function openFigma(engineName: EngineName = 'newest'): Promise<FigmaHost> {
  const complaints: string[] = [];
  const messages: Answer[] = [];
  const listeners: ((message: Packed) => void)[] = [];
  const closing = new AbortController();
  let timers = 0;
  let held: (() => void)[] | undefined; // timers that are due, while none may fire
  let unheard: Packed[] | undefined; // messages that are held back
  const engine = await openEngine(engineName, (error) => complaints.push(String(error)));
  let lastId = 1_000_000; // the page of the plugin counts from 1

  engine.give('hostLog', (line) => void complaints.push(String(line)));
  engine.give('hostTimer', (id, ms) => {
    timers++;
    const fire = () => {
      timers--;
      engine.call('fireTimer', id as number);
    };
    // Closing ends the wait, and what was waited for with it.
    const due = () => (held ? void held.push(fire) : fire());
    wait(Number(ms), undefined, { signal: closing.signal }).then(due, () => {});
  });
  engine.give('hostPost', (json, buffers) => {
    const packed: Packed = { json: String(json), buffers: buffers as unknown as Uint8Array[] };
    const answer = parseAnswer(unpack(packed));
    if (answer) messages.push(answer);
    else complaints.push(`The plugin sent what is no answer: ${packed.json}`);
    if (unheard) unheard.push(packed);
    else for (const listener of listeners) listener(packed);
  });
  engine.evaluate(await sandboxScript(), 'sandbox.js');

  const receive: FigmaHost['receive'] = ({ json, buffers }) => void engine.call('receive', json, ...buffers);
  const send: FigmaHost['send'] = (message) => receive(pack(message));
  const askAnyhow: FigmaHost['askAnyhow'] = async (request) => {
    const id = ++lastId;
    const from = messages.length;
    send({ ...request, id });
    const isAnswer = (one: Answer) => one.type !== 'selection' && one.type !== 'progress' && one.id === id;
    for (;;) {
      const answer = messages.slice(from).find(isAnswer);
      if (answer) return answer;
      await wait(1);
    }
  };

  const ask: FigmaHost['ask'] = async (request) => {
    const answer = await askAnyhow(request as never);
    if (answer.type === 'failed') throw new Error(`${answer.code}: ${answer.message}`);
    return answer as never;
  };

  return {
    messages,
    complaints,
    receive,
    send,
    askAnyhow,
    addImage: (bytes) => engine.call('addImage', bytes) as string,
    open: (spec) => void engine.call('open', JSON.stringify(spec)),
    start(event = {}) {
      engine.call('restart');
      engine.evaluate(pluginScript(), 'main.js');
      engine.call('run', JSON.stringify({ command: 'reduce', ...event }));
    },
    ask,
    async readImage(hash) {
      const pieces: Uint8Array[] = [];
      for (let from = 0; ; ) {
        const { bytes, total } = await ask({ type: 'read', hash, from });
        pieces.push(bytes);
        from += bytes.length;
        if (from >= total) return new Uint8Array(Buffer.concat(pieces));
      }
    },
    onMessage: (listener) => void listeners.push(listener),
    snapshot: () => JSON.parse(engine.call('snapshot') as string) as Snapshot,
    call: (name, ...args) => engine.call(name, ...args) as string | undefined,
    stayInBreaks() {
      held = [];
      return () => {
        const late = held ?? [];
        held = undefined;
        for (const fire of late) fire();
      };
    },
    holdMessages() {
      unheard = [];
      return () => {
        const late = unheard ?? [];
        unheard = undefined;
        for (const message of late) for (const listener of listeners) listener(message);
      };
    },
    async settle() {
      do await wait(5);
      while (timers > 0);
    },
    dispose() {
      closing.abort();
    },
  };
}
