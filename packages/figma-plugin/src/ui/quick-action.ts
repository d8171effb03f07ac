// Runs a quick action such as “Reduce colors 16 floyd-steinberg”, without a window. One notification reports
// the outcome.
import { DEFAULT_REQUEST, requestOptions } from '@kcolors/codecs/request';
import type { CodecsConnection, SentOptions } from '@kcolors/codecs/worker';
import { parseQuickAction } from '../shared/parameters.ts';
import type { ImageEntry } from '../shared/values.ts';
import type { MainConnection } from './connect.ts';
import { whyNot } from './images/details.ts';
import { compressOriginals } from './job/compress-original.ts';
import { reduceImages } from './job/reduce-images.ts';
import type { Memory } from './page/remembered.ts';
import { count, messageOf, wordsOfTotals } from './page/words.ts';
import { placingOf } from './reduce/placing.ts';

type Quantize = NonNullable<SentOptions['quantize']>;

interface QuickAction {
  readonly main: MainConnection;
  readonly codecs: () => Promise<CodecsConnection>;
  readonly memory: Memory;
  readonly parameters: Readonly<Record<string, string>>;
}

export async function runQuickAction(action: QuickAction): Promise<void> {
  const { main } = action;
  try {
    await main.ask({ type: 'finish', message: await reduceSelection(action), isError: false });
  } catch (error) {
    await main.ask({ type: 'finish', message: messageOf(error), isError: true });
  }
}

async function reduceSelection({ codecs, main, memory, parameters }: QuickAction): Promise<string> {
  const quantize = readParameters(parameters, memory);
  const { images } = await main.ask({ type: 'scan', scope: { kind: 'selection' } });
  const isLocked = ({ uses }: ImageEntry) =>
    !memory.get('includeLocked') && uses.every((use) => use.isLocked);
  const entries = images.filter((entry) => whyNot(entry) === undefined && !isLocked(entry));
  if (entries.length === 0) throw new Error('Select layers with images first.');
  const report = await reduceImages({
    main,
    entries,
    make: compressOriginals(main, await codecs(), () => ({ quantize })),
    isShrink: false,
    placing: placingOf(memory),
    signal: new AbortController().signal, // there is no window, so nobody can cancel
    onProgress: () => {},
  });
  const left = report.left.length + (images.length - entries.length);
  if (report.images === 0)
    throw new Error(report.left[0]?.reason ?? report.skipped[0]?.message ?? 'Nothing was changed.');
  return wordsOfTotals(report) + (left > 0 ? `, ${count(left, 'image')} unchanged` : '');
}

function readParameters(parameters: Readonly<Record<string, string>>, memory: Memory): Quantize {
  const asked = parseQuickAction(parameters);
  if (typeof asked === 'string') throw new Error(asked);
  const { colors, dithering } = asked;
  const { quantize } = requestOptions({
    ...DEFAULT_REQUEST,
    quality: 'colors',
    colors,
    dither: memory.get('dither'),
    space: memory.get('space'),
  });
  if (dithering === undefined) return quantize;
  if (dithering === 'none') return { ...quantize, dither: 0 };
  // The person has chosen a kernel, so turn dithering on if the setting is off.
  return { ...quantize, dither: quantize.dither || DEFAULT_REQUEST.dither, kernel: dithering };
}
