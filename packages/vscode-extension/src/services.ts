import type { LogOutputChannel } from 'vscode';
import type { Tools } from './compress/compress-file.ts';
import type { PaletteLibrary } from './palette/library.ts';
import type { RecentPalettes } from './palette/recent.ts';
import type { Reports } from './report/show.ts';

/** Everything that commands work with. Made once, when the extension starts. */
export interface Services extends Tools {
  readonly log: LogOutputChannel;
  readonly reports: Reports;
  /** The formats and names of palettes, which are loaded when they are first asked for. */
  readonly paletteLibrary: () => Promise<PaletteLibrary>;
  readonly recentPalettes: RecentPalettes;
}
