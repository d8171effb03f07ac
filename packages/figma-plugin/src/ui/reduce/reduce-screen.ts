import { colorSpaceOf } from '@kcolors/codecs';
import { type CompressRequest, DEFAULT_REQUEST, requestOptions } from '@kcolors/codecs/request';
import type { RemoteSession, SentOptions } from '@kcolors/codecs/worker';
import {
  connectStudio,
  type KcStudio,
  type StudioController,
  type StudioImage,
  type StudioPicture,
} from '@kcolors/ui/studio';
import { compressOriginals } from '../job/compress-original.ts';
import { createPreviewResults } from '../job/made-before.ts';
import { reduceImages } from '../job/reduce-images.ts';
import type { Context, Screen } from '../page/context.ts';
import { make, segments } from '../page/make.ts';
import { count, messageOf, nameOf } from '../page/words.ts';
import { inSpace } from '../palette/color-space.ts';
import { placingOf } from './placing.ts';

const SHARES = { each: 'One per image', all: 'One for all' } as const;

/** Reduces colors: a studio for the previewed image, and a job for all checked images. */
export function createReduceScreen(context: Context): Screen {
  const { bar, chosen, codecs, images, joint, main, memory, started } = context;
  const studio = document.createElement('kc-studio') as KcStudio;
  const share = segments('Palette', SHARES, memory.get('share'), (value) => {
    memory.set('share', value);
    describe();
    controller?.refresh();
  });
  const panel = make('div', { class: 'screen reduce' }, studio, share);
  let controller: StudioController | undefined;
  let isShown = false;
  const made = createPreviewResults();

  /** Whether all images share one palette, which needs more than one image. */
  const isJoint = () => memory.get('share') === 'all' && images.entries.length > 1;

  studio.formats = ['png'];
  studio.request = {
    ...DEFAULT_REQUEST,
    format: 'png',
    quality: memory.get('quality'),
    colors: memory.get('colors'),
    rate: memory.get('rate'),
    dither: memory.get('dither'),
    space: memory.get('space'),
  };
  studio.addEventListener('kc-request', () => {
    for (const name of ['colors', 'rate', 'dither', 'space'] as const) memory.set(name, studio.request[name]);
    if (!isJoint()) memory.set('quality', studio.request.quality);
  });

  /** Options for a request, with its own palette or that of all checked images. */
  const optionsOf = async (
    request: CompressRequest,
    how: Parameters<Context['joint']['palette']>[2] = {},
  ): Promise<SentOptions> => {
    const options = requestOptions({ ...request, format: 'png' });
    const hashes = images.checked().map(({ original }) => original.hash);
    if (!isJoint() || hashes.length === 0) return { ...options, metadata: 'omit' };
    const { dither: _, rate: _rate, ...wanted } = options.quantize;
    const { paletteBytes: fixedColors } = await joint.palette(hashes, wanted, how);
    const quantize = { ...options.quantize, maxColors: fixedColors.length / 4, fixedColors };
    return { ...options, quantize, metadata: 'omit' };
  };

  const close = () => {
    controller?.disconnect();
    controller = undefined;
  };
  const open = async () => {
    close();
    const entry = images.entries.find(({ hash }) => hash === images.chosen);
    studio.hidden = !entry;
    if (!entry) return;
    studio.name = nameOf(entry);
    studio.message = '';
    studio.facts = undefined;
    studio.palette = [];
    studio.phase = 'loading';
    try {
      const session = await chosen.open(entry.original.hash);
      if (!session || !isShown || images.chosen !== entry.hash) return;
      connect(session, entry.original.hash);
    } catch (error) {
      if (images.chosen !== entry.hash) return;
      studio.phase = 'error';
      studio.message = messageOf(error);
    }
  };
  const connect = (session: RemoteSession, hash: string) => {
    close();
    studio.source = session.original.header.format;
    studio.originalBytes = session.bytesBefore;
    const space = colorSpaceOf(session.original.metadata);
    const meant = <Answer extends { readonly image: StudioImage }>(answer: Answer) => ({
      ...answer,
      image: inSpace(answer.image, space),
    });
    studio.drawBefore(inSpace(session.original.image, space), session);
    controller = connectStudio(studio, {
      preview: async (request, onPicture) => {
        const listener = { onPicture: (picture: StudioPicture) => onPicture(meant(picture)) };
        const answer = await session.preview(await optionsOf(request), listener);
        return answer && meant(answer);
      },
      compress: async (request, { signal, onProgress }) => {
        const options = await optionsOf(request, { signal, onProgress });
        const how = { signal, onProgress: ({ done }: { done: number }) => onProgress(done) };
        const result = await session.compress(options, how);
        const { bytes, bytesBefore: before, notes, outcome } = result;
        const reason = notes[0] ?? '';
        made.keep(hash, options, { bytes: outcome === 'kept' ? undefined : bytes, before, reason });
        return meant(result);
      },
    });
  };

  const describe = () => {
    share.hidden = images.entries.length < 2;
    studio.noAuto = isJoint() ? 'One palette for all images needs a number of colors.' : '';
    const quality = isJoint() ? 'colors' : memory.get('quality');
    if (studio.request.quality !== quality) studio.request = { ...studio.request, quality };
    const entries = images.checked();
    const isAllowed = started.can.frames;
    if (images.entries.length === 0) return bar.offer('', undefined);
    bar.offer(
      entries.length > 0 ? `Reduce ${count(entries.length, 'image')}` : 'No image is checked',
      entries.length > 0 && isAllowed
        ? async (signal, onProgress) => {
            const options = await optionsOf(studio.request, { signal });
            const find = (hash: string) => made.find(hash, options);
            const make = compressOriginals(main, codecs, () => options, find);
            const job = { main, entries, make, isShrink: false, placing: placingOf(memory) };
            return reduceImages({ ...job, signal, onProgress });
          }
        : undefined,
    );
  };

  images.listen((change) => {
    if (!isShown) return;
    describe();
    if (change === 'choice') void open();
    if (change === 'checks' && memory.get('share') === 'all') controller?.refresh();
  });

  return {
    panel,
    show() {
      isShown = true;
      describe();
      void open();
    },
    hide() {
      isShown = false;
      close();
    },
  };
}
