// The page of the preview: shows one image file, calls the worker, and sends results to the extension to be
// saved.
import { type CompressRequest, objectiveFor, requestOptions } from '@kcolors/codecs/request';
import type { RemoteSession } from '@kcolors/codecs/worker';
import { connectStudio, defineStudio, type KcStudio, type StudioController } from '@kcolors/ui/studio';
import { translate } from '../language/sentences.ts';
import type { FromPage, PageState, ToPage } from '../preview/protocol.ts';
import { takeApi } from './api.ts';
import { startWorker } from './codecs.ts';
import { showGlimpse, showOriginal } from './early.ts';
import { setLanguage } from './language.ts';
import { completePalettes } from './palette-library.ts';

type Open = Extract<ToPage, { type: 'open' }>;
type Glimpse = Extract<ToPage, { type: 'glimpse' }>;

const vscode = takeApi<FromPage, PageState>();
defineStudio();
const studio = document.querySelector<KcStudio>('kc-studio')!;
const opening = document.querySelector<HTMLImageElement>('.opening'); // the file as decoded by the browser
let codecs = startWorker(restart);
let controller: StudioController | undefined;
let session: RemoteSession | undefined;
let opened: Open | undefined;
let early: Promise<void> | undefined; // pending while the original is about to be shown
let restarted = ''; // hash of the file for which the worker was last restarted
let isSaving = false;

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  switch (data.type) {
    case 'open':
      return void open(data);
    case 'glimpse':
      return void glimpse(data);
    case 'failed':
      return fail(data.name, data.message);
    case 'settled':
      isSaving = false;
      return;
    default:
      return data satisfies never;
  }
});
studio.addEventListener('kc-action', (event) => act((event as CustomEvent<{ id: string }>).detail.id));
studio.addEventListener('kc-copy', (event) => {
  event.preventDefault();
  vscode.postMessage({ type: 'copy', text: (event as CustomEvent<{ text: string }>).detail.text });
});
opening?.addEventListener('error', () => opening.remove());
if (opening?.complete && opening.naturalWidth === 0) opening.remove();
for (const event of ['kc-request', 'kc-view']) studio.addEventListener(event, () => remember());
vscode.postMessage({ type: 'ready' });

async function open(message: Open): Promise<void> {
  const kept = vscode.getState();
  const isKept = kept?.uri === message.uri;
  opened = message;
  controller?.disconnect();
  controller = undefined;
  session?.close();
  session = undefined;
  setLanguage(message.translations);
  studio.name = message.name;
  studio.phase = 'loading';
  studio.originalBytes = message.bytes.length;
  studio.animated = message.isAnimated;
  studio.request = (isKept && (kept.request as CompressRequest)) || message.start.request;
  early = showOriginal(studio, message.bytes, () => opened === message && !session).then((isShown) => {
    if (isShown) opening?.remove();
  });
  try {
    const { space } = studio.request;
    const quantize = { objective: objectiveFor(space), space };
    const mine = await (await codecs).open(message.bytes, { quantize });
    if (opened !== message) return mine.close(); // a newer message has arrived
    session = mine;
    studio.source = mine.original.header.format;
    studio.drawBefore(mine.original.image);
    opening?.remove();
    if (message.isAnimated) return showAnimation(mine);
    if (isKept && kept.view) studio.viewState = kept.view;
    offer(true);
    controller = connectStudio(studio, {
      preview: async (asked, onPicture) => {
        const answer = await mine.preview(optionsOf(asked, message), { onPicture });
        return answer && { ...answer, notes: answer.notes.map(inLanguage) };
      },
      compress: (asked, { signal, onProgress }) =>
        mine
          .compress(optionsOf(asked, message), { signal, onProgress: ({ done }) => onProgress(done) })
          .then((result) => {
            offer(result.bytesAfter <= result.bytesBefore);
            return { ...result, notes: result.notes.map(inLanguage) };
          }),
    });
    remember();
    // Load the names only now: the first picture does not need them.
    completePalettes().catch(({ message: problem }) =>
      vscode.postMessage({ type: 'problem', message: problem }),
    );
  } catch (error) {
    if (opened === message)
      fail(message.name, inLanguage(error instanceof Error ? error.message : String(error)));
  }
}

/** Shows the first frame of an animation, without controls or save buttons. */
function showAnimation({ original: { image } }: RemoteSession): void {
  studio.drawAfter(image);
  studio.actions = [];
  studio.facts = undefined;
  studio.phase = 'ready';
  remember();
}

/** Restarts with a new worker, once per file: a file that crashes one worker may crash them all. */
function restart(): void {
  codecs = startWorker(restart);
  codecs.catch(() => {}); // reported when the worker is next used
  if (!opened || opened.hash === restarted) return;
  restarted = opened.hash;
  void open({ ...opened }); // a copy, so that calls of the old worker count as outdated
}

/** Shows the approximate result, if it is for this file and no other options were requested meanwhile. */
async function glimpse({ hash, preview }: Glimpse): Promise<void> {
  const [message, asked] = [opened, studio.request];
  await early;
  const notes = preview.notes.map(inLanguage);
  await showGlimpse(studio, { ...preview, notes }, () => {
    const isOfThis = opened === message && message?.hash === hash && studio.request === asked;
    return isOfThis && !studio.facts && studio.phase === 'ready';
  });
}

const optionsOf = (request: CompressRequest, { start }: Open) => ({
  ...requestOptions(request),
  metadata: start.metadata,
  // Save the shown result, even if it is not smaller: someone may want other colors instead of fewer bytes.
  ifNotSmaller: 'result' as const,
});

function fail(name: string, message: string): void {
  controller?.disconnect();
  controller = undefined;
  studio.name = name;
  studio.message = message;
  studio.phase = 'error';
  opening?.remove();
  vscode.postMessage({ type: 'problem', message });
}

/** Shows the save buttons. A larger result cannot replace the file, but can be saved as a copy. */
function offer(isSmaller: boolean): void {
  const canReplace = opened?.canReplace ?? false;
  studio.actions = [
    ...(canReplace ? [{ id: 'save-over', disabled: !isSmaller }] : []),
    'save-copy',
    'copy-palette',
  ];
}

async function act(id: string): Promise<void> {
  if (!controller || !opened || isSaving) return;
  const { hash: base } = opened;
  if (id === 'copy-palette') {
    vscode.postMessage({ type: 'copy', text: studio.palette.map(({ hex }) => hex).join('\n') });
    return;
  }
  isSaving = true;
  try {
    const { bytes, format } = await controller.current(); // the shown result, or the pending one
    const message: FromPage = {
      type: 'save',
      as: id === 'save-over' ? 'over' : 'copy',
      base,
      bytes: new Uint8Array(bytes),
      format: format as 'png',
    };
    vscode.postMessage(message);
  } catch {
    isSaving = false; // the studio shows the error
  }
}

function remember(): void {
  if (opened) vscode.setState({ uri: opened.uri, request: studio.request, view: studio.viewState });
}

const inLanguage = (sentence: string) => translate(sentence, opened?.translations ?? {});
