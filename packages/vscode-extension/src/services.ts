import type { LogOutputChannel } from 'vscode';
import type { Tools } from './compress/compress-file.ts';
import type { PaletteLibrary } from './palette/library.ts';
import type { RecentPalettes } from './palette/recent.ts';
import type { Reports } from './report/show.ts';

/** The services that commands use, created once when the extension starts. */
export interface Services extends Tools {
  readonly log: LogOutputChannel;
  readonly reports: Reports;
  /** Loads the palette formats and color names on first use. */
  readonly paletteLibrary: () => Promise<PaletteLibrary>;
  readonly recentPalettes: RecentPalettes;
}
