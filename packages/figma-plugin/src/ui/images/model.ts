// The images in the current scope: the list, the checked ones and the previewed one.
import type { ImageEntry, Scope } from '../../shared/values.ts';
import type { MainConnection } from '../connect.ts';
import { isAbort } from '../page/abort.ts';
import type { Memory } from '../page/remembered.ts';
import { messageOf } from '../page/words.ts';
import { type Details, inspect, unreadable, whyNot } from './details.ts';
import { readImage } from './read-image.ts';
import type { Thumbnails } from './thumbnails.ts';

export type Kind = Exclude<Scope['kind'], 'nodes'>;

export interface Images {
  readonly phase: 'loading' | 'ready' | 'error';
  readonly message: string;
  readonly entries: readonly ImageEntry[];
  readonly scope: Kind;
  /** Hash of the previewed image. */
  readonly chosen: string | undefined;
  details(hash: string): Details | undefined;
  /** Reads the details of images that need not be in the list. */
  learn(hashes: readonly string[], signal: AbortSignal): Promise<void>;
  /** Hash of the original of an image. */
  originalOf(hash: string): string;
  /** Why the image cannot be changed; undefined when it can. */
  whyNot(entry: ImageEntry): string | undefined;
  isChecked(entry: ImageEntry): boolean;
  /** The checked images that can be changed. */
  checked(): readonly ImageEntry[];
  check(hash: string, checked: boolean): void;
  checkAll(checked: boolean): void;
  choose(hash: string): void;
  setScope(scope: Kind): void;
  includeLocked(included: boolean): void;
  /** Finds the images again. The list stays until they are found. */
  refresh(): Promise<void>;
  scan(): Promise<void>;
  /** Calls the listener after every change, with the kind of change. */
  listen(listener: (change: Change) => void): void;
}

/** `list` is any change other than to details, checks or choice. */
type Change = 'list' | 'details' | 'checks' | 'choice';

const LOCKED = 'The layer is locked.';

export function createImages(main: MainConnection, memory: Memory, thumbnails: Thumbnails): Images {
  const listeners: ((change: Change) => void)[] = [];
  const known = new Map<string, Details>();
  const unchecked = new Set<string>();
  let phase: Images['phase'] = 'loading';
  let message = '';
  let entries: readonly ImageEntry[] = [];
  let chosen: string | undefined;
  let scanning = new AbortController();

  const tell = (change: Change) => {
    for (const listener of listeners) listener(change);
  };
  const whyNotOf = (entry: ImageEntry) =>
    whyNot(entry, known.get(entry.hash)) ??
    (!memory.get('includeLocked') && entry.uses.every(({ isLocked }) => isLocked) ? LOCKED : undefined);
  const isChecked = (entry: ImageEntry) => !unchecked.has(entry.hash) && !whyNotOf(entry);

  const inspectAll = async (signal: AbortSignal) => {
    const present = entries.filter(({ badges }) => !badges.includes('missing'));
    await learn(
      [...present.map(({ hash }) => hash), ...present.map(({ unshrunk }) => unshrunk.hash)],
      signal,
    );
  };
  /** Inspects images one at a time, so that at most one is in memory. */
  const learn = async (hashes: readonly string[], signal: AbortSignal) => {
    for (const hash of hashes) {
      if (known.has(hash)) continue;
      try {
        const bytes = await readImage(main, hash, signal);
        if (signal.aborted) return;
        known.set(hash, await inspect(bytes, thumbnails));
      } catch (error) {
        if (signal.aborted) return;
        known.set(hash, { bytes: 0, ...unreadable(error) });
      }
      if (!signal.aborted) tell('details');
    }
  };

  /**
   * The next image to preview: the current image of the same layer, or else the first that can be changed.
   */
  const successor = (layer: string | undefined): ImageEntry | undefined =>
    entries.find(({ uses }) => uses.some(({ nodeId }) => nodeId === layer)) ??
    entries.find((entry) => !whyNotOf(entry)) ??
    entries[0];

  const choose = (hash: string | undefined) => {
    if (hash === chosen) return;
    chosen = hash;
    tell('choice');
  };

  const scan = async () => {
    phase = 'loading';
    tell('list');
    await refresh();
  };
  const refresh = async () => {
    scanning.abort();
    scanning = new AbortController();
    const { signal } = scanning;
    try {
      const found = await main.ask({ type: 'scan', scope: { kind: memory.get('scope') } }, { signal });
      if (signal.aborted) return;
      const layer = entries.find(({ hash }) => hash === chosen)?.uses[0]?.nodeId;
      entries = found.images;
      phase = 'ready';
      tell('list');
      if (!entries.some(({ hash }) => hash === chosen)) choose(successor(layer)?.hash);
      void inspectAll(signal);
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      phase = 'error';
      message = messageOf(error);
      entries = [];
      choose(undefined);
      tell('list');
    }
  };

  return {
    get phase() {
      return phase;
    },
    get message() {
      return message;
    },
    get entries() {
      return entries;
    },
    get scope() {
      return memory.get('scope');
    },
    get chosen() {
      return chosen;
    },
    details: (hash) => known.get(hash),
    learn,
    originalOf: (hash) => entries.find((entry) => entry.hash === hash)?.original.hash ?? hash,
    whyNot: whyNotOf,
    isChecked,
    checked: () => entries.filter(isChecked),
    check(hash, checked) {
      if (checked) unchecked.delete(hash);
      else unchecked.add(hash);
      tell('checks');
    },
    checkAll(checked) {
      unchecked.clear();
      if (!checked) for (const { hash } of entries) unchecked.add(hash);
      tell('checks');
    },
    choose,
    includeLocked(included) {
      memory.set('includeLocked', included);
      tell('checks');
    },
    setScope(scope) {
      memory.set('scope', scope);
      void scan();
    },
    refresh,
    scan,
    listen: (listener) => void listeners.push(listener),
  };
}
