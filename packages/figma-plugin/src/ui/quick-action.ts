// “Reduce colors 16 floyd-steinberg”, typed into Figma: done without being seen, told in one notification.
import type { CodecsConnection, SentOptions } from '@kcolors/codecs/worker';
import { LEAST_COLORS, MOST_COLORS } from '@kcolors/ui/studio';
import type { MainConnection } from './connect.ts';
import { reduceImages } from './job/reduce-images.ts';
import type { Memory } from './page/remembered.ts';
import { count, messageOf, wordsOfTotals } from './page/words.ts';
import { placingOf } from './reduce/placing.ts';

type Quantize = NonNullable<SentOptions['quantize']>;

/** The dithers that can be typed, and what they are of the options of the quantizer. */
const DITHERS: Readonly<Record<string, (strength: number) => Quantize>> = {
  none: () => ({ dither: 0 }),
  'floyd-steinberg': (dither) => ({ dither, kernel: 'floyd-steinberg' }),
  'sierra-lite': (dither) => ({ dither, kernel: 'sierra-lite' }),
  'jarvis-judice-ninke': (dither) => ({ dither, kernel: 'jarvis-judice-ninke' }),
};

export interface QuickAction {
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
  const entries = images.filter(({ badges }) => !badges.includes('missing') && !badges.includes('over-4096'));
  if (entries.length === 0) throw new Error('Select layers with images first.');
  const report = await reduceImages({
    main,
    codecs: await codecs(),
    entries,
    optionsOf: () => ({ quantize: { space: memory.get('space'), ...quantize } }),
    placing: placingOf(memory),
    signal: new AbortController().signal, // nobody sees it, so nobody can end it
    onProgress: () => {},
  });
  const left = report.left.length + (images.length - entries.length);
  if (report.images === 0)
    throw new Error(report.left[0]?.reason ?? report.skipped[0]?.message ?? 'Nothing was changed.');
  return wordsOfTotals(report) + (left > 0 ? `, ${count(left, 'image')} left` : '');
}

function readParameters(parameters: Readonly<Record<string, string>>, memory: Memory): Quantize {
  const typed = parameters.colors?.trim();
  const maxColors = typed ? Number(typed) : memory.get('colors');
  if (!Number.isInteger(maxColors) || maxColors < LEAST_COLORS || maxColors > MOST_COLORS)
    throw new Error(`Expected ${LEAST_COLORS} to ${MOST_COLORS} colors but received ${typed}.`);
  const strength = memory.get('dither') || 0.5;
  const name = parameters.dither?.trim().toLowerCase();
  if (!name) return { maxColors, dither: memory.get('dither') };
  const dither = DITHERS[name];
  if (!dither) throw new Error(`Expected ${Object.keys(DITHERS).join(', ')} but received ${name}.`);
  return { maxColors, ...dither(strength) };
}
